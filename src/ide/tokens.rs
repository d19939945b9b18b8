//! Colours of an article's names and figures.

use crate::extract::{FigureKind, Target};
use crate::glossary::EntityType;
use crate::text::Span;

use super::{Analysis, CorpusView, Document};
use crate::check::Finding;
use crate::corpus::Article;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    Person,
    Organization,
    Product,
    Number,
    Date,
}

/// What is doubtful about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct TokenModifiers {
    pub unresolved: bool,
    pub ambiguous: bool,
    /// A finding says that this figure contradicts another.
    pub conflicting: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// May go past a line's end in text wrapped by hand.
    pub span: Span,
    pub kind: TokenKind,
    pub modifiers: TokenModifiers,
}

/// The tokens of an article that overlap `range` (all without one), in order, never overlapping: a name wins over a
/// figure in it, the longer of two names over the shorter.
pub fn tokens(analysis: &Analysis, path: &str, range: Option<Span>) -> Vec<Token> {
    let Some((view, Document::Article(article))) = analysis.find(path) else { return Vec::new() };
    let wanted = |span: Span| !span.is_empty() && range.is_none_or(|r| r.overlaps(span));
    let mut tokens: Vec<Token> = view.snapshot.mentions(article).filter(|m| wanted(m.span)).map(|m| mention_token(&m)).collect();
    let conflicts = figure_findings(view, article);
    tokens.extend(article.facts.figures.iter().filter(|f| wanted(f.span)).map(|figure| {
        let kind = match figure.kind {
            FigureKind::Date | FigureKind::Period | FigureKind::Time => TokenKind::Date,
            _ => TokenKind::Number,
        };
        let conflicting = conflicts.iter().any(|f| f.place.span.overlaps(figure.span));
        Token { span: figure.span, kind, modifiers: TokenModifiers { conflicting, ..TokenModifiers::default() } }
    }));
    tokens.sort_by_key(|t| (t.span.start, std::cmp::Reverse(t.span.end), t.kind));
    drop_overlaps(tokens)
}

/// Findings that set figures of the article against others, whether they are reported here or elsewhere.
pub(super) fn figure_findings(view: &CorpusView, article: &Article) -> Vec<Finding> {
    if article.facts.claims.is_empty() && article.facts.figures.is_empty() {
        return Vec::new();
    }
    let mut findings = view.report.findings(&view.snapshot, article.id);
    findings.extend(view.report.echoes(&view.snapshot, article.id));
    findings.retain(|f| f.code.starts_with("figure/"));
    findings
}

fn mention_token(mention: &crate::extract::Mention) -> Token {
    let kind = match mention.kind {
        EntityType::Person => TokenKind::Person,
        EntityType::Organization => TokenKind::Organization,
        EntityType::Product => TokenKind::Product,
    };
    let modifiers = TokenModifiers {
        unresolved: matches!(mention.target, Target::Unresolved(_)),
        ambiguous: matches!(mention.target, Target::Ambiguous(_)),
        conflicting: false,
    };
    Token { span: mention.span, kind, modifiers }
}

/// Tokens come sorted by start, longer first. A figure that a name overlaps gives way even where it starts first.
fn drop_overlaps(tokens: Vec<Token>) -> Vec<Token> {
    let named = |t: &Token| !matches!(t.kind, TokenKind::Number | TokenKind::Date);
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match kept.last() {
            Some(last) if last.span.overlaps(token.span) => {
                if named(&token) && !named(last) {
                    kept.pop();
                    kept.push(token);
                }
            }
            _ => kept.push(token),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::fixture::{Fixture, NEWSROOM};
    use super::*;

    fn check(path: &str, expect: Expect) {
        let fixture = Fixture::new(NEWSROOM);
        let line = |t: &Token| {
            let m = t.modifiers;
            let marks = [(m.unresolved, " unresolved"), (m.ambiguous, " ambiguous"), (m.conflicting, " conflicting")];
            let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
            format!("{:?} {:?}{marks}\n", t.span.of(&fixture.source.0[path]), t.kind)
        };
        let all = tokens(&fixture.analysis, path, None);
        assert!(all.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        for token in &all {
            assert_eq!(tokens(&fixture.analysis, path, Some(token.span)), [*token]);
        }
        expect.assert_eq(&all.iter().map(line).collect::<String>());
    }

    #[test]
    fn names_and_figures_have_colours() {
        check(
            "/may/launch.md",
            expect![[r#"
            "Mara Quill" Person
            "Zephyr" Organization
            "4,812" Number conflicting
            "the first quarter" Date
            "Lark" Product
            "Apex" Organization ambiguous
        "#]],
        );
        check(
            "/june/outlook.txt",
            expect![[r#"
            "Zefir" Organization
            "4,182" Number conflicting
            "Teodor Rensdale" Person unresolved
            "Marlet Street" Organization unresolved
            "Rensdale" Person unresolved
        "#]],
        );
        check(
            "/june/zh.txt",
            expect![[r#"
            "澤風汽車" Organization
            "4812輛" Number conflicting
        "#]],
        );
        check("/glossary.toml", expect![[""]]);
    }

    #[test]
    fn a_name_wins_over_a_figure_in_it() {
        let fixture = Fixture::new("//- /a.txt\n⟦Lark ⟦5|#number 5⟧|~product⟧ and ⟦12 ⟦Vans|~organization⟧|#quantity 12 van⟧");
        let text = &fixture.source.0["/a.txt"];
        let all: Vec<&str> = tokens(&fixture.analysis, "/a.txt", None).iter().map(|t| t.span.of(text)).collect();
        assert_eq!(all, ["Lark 5", "Vans"]);
    }
}
