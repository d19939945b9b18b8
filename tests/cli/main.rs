//! The command line over the real binary, on small corpora of invented articles.

mod bad_input;
mod codes;
mod commands;
mod formats;
mod glossary;
mod newsroom;
mod picture;
mod sound;
mod support;
