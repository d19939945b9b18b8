//! What the example corpus shows: the README's first command.

use std::path::Path;

use expect_test::expect_file;

use super::picture::svg;
use super::support::run_in;

#[test]
fn the_example_newsroom() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = run_in(root, &["check", "examples/newsroom", "--format", "concise"]);
    expect_file!["newsroom.concise.txt"].assert_eq(run.expect_code(1));
    let run = run_in(root, &["check", "examples/newsroom", "--format", "full"]);
    expect_file!["newsroom.full.txt"].assert_eq(run.expect_code(1));
    let run = run_in(root, &["check", "examples/newsroom", "--rule", "entity/unresolved=hint", "--format", "full", "--color", "always"]);
    expect_file!["../../examples/newsroom.svg"].assert_eq(&svg(run.expect_code(1)));
}
