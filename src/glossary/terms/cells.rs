//! What stands in a cell: a list of names, roles or references, each with its conditions.
//!
//! Members are parted by `;` (or `；`, `|`, a line end), and what belongs to one follows it in braces:
//! `Ideal {when: car, Li Xiang}; VQO {from: 2014}`. A role is `title @organization`. A backslash takes its meaning from the
//! sign behind it.

use super::plain_name;
use crate::glossary::{Link, Name, Rank, Role};
use crate::text::{Span, Symbol};

/// A member of a cell: what it says, what follows `@`, and the keys in braces.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Member {
    text: String,
    at: Option<String>,
    keys: Vec<(String, Vec<String>)>,
}

const PARTS: [char; 4] = [';', '；', '|', '\n'];
const SIGNS: [char; 5] = ['\\', '{', '}', ',', '@'];

/// The members of a cell. `roles`: `@` parts a title from its organization.
pub(super) fn members(cell: &str, roles: bool) -> Result<Vec<Member>, String> {
    let mut members = Vec::new();
    let mut rest = cell.chars().peekable();
    while rest.peek().is_some() {
        let mut member = Member::default();
        let mut chars = Scan { rest: &mut rest };
        member.text = chars.until(|c| PARTS.contains(&c) || c == '{' || roles && c == '@');
        if roles && chars.rest.next_if_eq(&'@').is_some() {
            member.at = Some(chars.until(|c| PARTS.contains(&c) || c == '{'));
        }
        while chars.rest.next_if_eq(&'{').is_some() {
            let key = chars.until(|c| c == ':' || c == '}');
            if chars.rest.next_if_eq(&':').is_none() {
                return Err(format!("\"{key}\" in braces has no value; write it as {{when: a, b}}"));
            }
            let mut values = Vec::new();
            loop {
                values.push(chars.until(|c| c == ',' || c == '}'));
                match chars.rest.next() {
                    Some(',') => {}
                    Some(_) => break,
                    None => return Err(format!("the brace before \"{key}\" is never closed")),
                }
            }
            member.keys.push((key, values));
            while chars.rest.next_if(|c| *c == ' ').is_some() {}
        }
        match chars.rest.next() {
            None => {}
            Some(c) if PARTS.contains(&c) => {}
            Some(c) => return Err(format!("\"{c}\" follows a closing brace; part members with a semicolon")),
        }
        if member != Member::default() {
            members.push(member);
        }
    }
    Ok(members)
}

struct Scan<'a, 'b> {
    rest: &'a mut std::iter::Peekable<std::str::Chars<'b>>,
}

impl Scan<'_, '_> {
    /// The text up to a sign that stands by itself, without blanks around it and without backslashes.
    fn until(&mut self, stop: impl Fn(char) -> bool) -> String {
        let mut out = String::new();
        // Blanks written with a backslash stay.
        let mut kept = 0;
        while let Some(c) = self.rest.next_if(|c| !stop(*c)) {
            if c != '\\' {
                out.push(c);
                continue;
            }
            match self.rest.next() {
                Some('n') => out.push('\n'),
                Some(c) => out.push(c),
                None => out.push('\\'),
            }
            kept = out.len();
        }
        let end = kept.max(out.trim_end().len());
        out.truncate(end);
        out.trim_start().to_owned()
    }
}

impl Member {
    fn value(&mut self, key: &str) -> Option<String> {
        let at = self.keys.iter().position(|(k, _)| k.eq_ignore_ascii_case(key))?;
        Some(self.keys.remove(at).1.join(", ")).filter(|v| !v.is_empty())
    }
    fn list(&mut self, key: &str) -> Vec<Symbol> {
        let at = self.keys.iter().position(|(k, _)| k.eq_ignore_ascii_case(key));
        let values = at.map(|at| self.keys.remove(at).1).unwrap_or_default();
        values.iter().filter(|v| !v.is_empty()).map(|v| Symbol::new(v)).collect()
    }
    fn symbol(&mut self, key: &str) -> Option<Symbol> {
        self.value(key).map(|v| Symbol::new(&v))
    }
    fn done<T>(self, value: T, known: &str) -> Result<T, String> {
        match self.keys.first() {
            Some((key, _)) => Err(format!("\"{key}\" in braces is not known here; there {known}")),
            None => Ok(value),
        }
    }

    pub fn name(mut self, rank: Rank) -> Result<Name, String> {
        let mut name = plain_name(Symbol::new(&self.text), None, rank);
        name.lang = self.symbol("lang");
        (name.from, name.to, name.source) = (self.symbol("from"), self.symbol("to"), self.symbol("source"));
        (name.when, name.unless) = (self.list("when"), self.list("unless"));
        self.done(name, "are lang, from, to, when, unless and source")
    }
    pub fn role(mut self) -> Result<Role, String> {
        let role = Role {
            title: Symbol::new(&self.text),
            title_lang: self.symbol("lang"),
            of: self.at.take().filter(|of| !of.is_empty()).map(|of| Symbol::new(&of)),
            from: self.symbol("from"),
            to: self.symbol("to"),
            source: self.symbol("source"),
            span: Span::default(),
            of_span: None,
        };
        self.done(role, "are lang, from, to and source")
    }
    pub fn link(mut self) -> Result<Link, String> {
        let link = Link { id: Symbol::new(&self.text), from: self.symbol("from"), to: self.symbol("to"), span: Span::default() };
        self.done(link, "are from and to")
    }
    pub fn text(self) -> Result<Symbol, String> {
        let text = Symbol::new(&self.text);
        self.done(text, "is nothing")
    }
}

pub(super) fn of_name(name: &Name) -> String {
    let one = |text: &Option<Symbol>| text.iter().cloned().collect::<Vec<_>>();
    escaped(&name.text)
        + &braces(&[("lang", &one(&name.lang)), ("from", &one(&name.from)), ("to", &one(&name.to)), ("when", &name.when)])
        + &braces(&[("unless", &name.unless), ("source", &one(&name.source))])
}

pub(super) fn of_role(role: &Role) -> String {
    let of = role.of.as_ref().map_or_else(String::new, |of| format!("@{}", escaped(of)));
    let gap = if role.title.is_empty() || of.is_empty() { "" } else { " " };
    let one = |text: &Option<Symbol>| text.iter().cloned().collect::<Vec<_>>();
    let keys = [("lang", &one(&role.title_lang)), ("from", &one(&role.from)), ("to", &one(&role.to)), ("source", &one(&role.source))];
    format!("{}{gap}{of}{}", escaped(&role.title), braces(&keys.map(|(k, v)| (k, v.as_slice()))))
}

pub(super) fn of_link(link: &Link) -> String {
    let one = |text: &Option<Symbol>| text.iter().cloned().collect::<Vec<_>>();
    escaped(&link.id) + &braces(&[("from", &one(&link.from)), ("to", &one(&link.to))])
}

fn braces(keys: &[(&str, &[Symbol])]) -> String {
    let shown = keys.iter().filter(|(_, values)| !values.is_empty()).map(|(key, values)| {
        let values: Vec<String> = values.iter().map(|v| escaped(v)).collect();
        format!(" {{{key}: {}}}", values.join(", "))
    });
    shown.collect()
}

/// A text as a member of a cell.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            c if PARTS.contains(&c) || SIGNS.contains(&c) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
