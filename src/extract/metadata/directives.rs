//! Inline directives: `<!-- dossier: ignore[figure/conflict] -->`, `off[…]`, `on[…]`, `ignore-file`.

use super::super::{Directive, DirectiveKind};
use crate::text::{Layout, Span, Symbol};

/// The directives of an article, in order. `ignore` holds for the block that holds or follows it, `off` up to the `on`
/// that names a rule of its own, or to the end.
pub(super) fn read(text: &str, layout: &Layout) -> Box<[Directive]> {
    let end = text.len();
    let mut directives: Vec<Directive> = Vec::new();
    for comment in &layout.comments {
        let Some(order) = comment.of(text).trim().strip_prefix("dossier:") else { continue };
        let (verb, rules) = split(order.trim());
        let kind = match verb {
            "ignore" => DirectiveKind::Ignore,
            "off" => DirectiveKind::Off,
            "ignore-file" => DirectiveKind::IgnoreFile,
            "on" => {
                let named = |d: &Directive| rules.is_empty() || d.rules.is_empty() || d.rules.iter().any(|r| rules.contains(r));
                for open in directives.iter_mut().filter(|d| d.kind == DirectiveKind::Off && d.scope.end as usize == end && named(d)) {
                    open.scope.end = comment.start;
                }
                continue;
            }
            _ => continue,
        };
        let scope = match kind {
            DirectiveKind::IgnoreFile => Span::new(0, end),
            DirectiveKind::Off => Span::new(comment.end as usize, end),
            DirectiveKind::Ignore => {
                let block = layout.blocks.iter().map(|b| b.span).find(|b| b.end >= comment.end);
                block.unwrap_or(Span::new(comment.end as usize, comment.end as usize))
            }
        };
        directives.push(Directive { kind, rules: rules.into(), span: *comment, scope });
    }
    directives.into()
}

/// `ignore[a, b]` to the verb and the rules.
fn split(order: &str) -> (&str, Vec<Symbol>) {
    let Some((verb, rest)) = order.split_once('[') else { return (order, Vec::new()) };
    let rules = rest.trim_end().trim_end_matches(']').split(',').map(str::trim).filter(|r| !r.is_empty());
    (verb.trim(), rules.map(Symbol::new).collect())
}
