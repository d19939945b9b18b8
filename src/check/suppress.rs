//! What silences a finding: levels, inline directives, accept records.

use std::sync::Arc;

use super::rules::{RULES, suppression};
use super::{Data, Finding, Lang, Scope};
use crate::annotation::{Accept, AcceptTarget, Quote, Record};
use crate::config::Level;
use crate::corpus::{Article, ArticleState};
use crate::extract::mentions::fold_name;
use crate::extract::{Directive, DirectiveKind, EntityKey};
use crate::text::{LineIndex, Span, Symbol};

/// What silences findings of one article, and whether it has.
pub(super) struct Silencer<'a> {
    scope: &'a Scope<'a>,
    article: &'a Arc<Article>,
    directives: Vec<(&'a Directive, bool)>,
    accepts: Vec<SpanAccept<'a>>,
}

struct SpanAccept<'a> {
    record: &'a Record,
    accept: &'a Accept,
    /// Where its quote stands now, if it does.
    span: Option<Span>,
    used: bool,
}

impl<'a> Silencer<'a> {
    pub fn new(scope: &'a Scope<'a>, article: &'a Arc<Article>) -> Silencer<'a> {
        let directives = article.facts.directives.iter().map(|d| (d, false)).collect();
        let records = article.sidecars.iter().flat_map(|s| s.accepts());
        let accepts = records.filter_map(|(record, accept)| {
            let AcceptTarget::Span { quote, pre, suf, pos, .. } = &accept.target else { return None };
            let span = match &article.text {
                Some(text) => Quote { quote: quote.clone(), pre: pre.clone(), suf: suf.clone(), pos: *pos }.find(text),
                None => span_of_points(&article.lines, *pos),
            };
            Some(SpanAccept { record, accept, span, used: false })
        });
        Silencer { scope, article, directives, accepts: accepts.collect() }
    }

    /// Whether something silences a finding at a place of this article. What does is marked as used.
    pub fn silences(&mut self, finding: &Finding) -> bool {
        let mut silent = false;
        for (directive, used) in &mut self.directives {
            let here = directive.kind == DirectiveKind::IgnoreFile || touches(directive.scope, finding.place.span);
            if here && names(&directive.rules, finding.code) {
                *used = true;
                silent = true;
            }
        }
        for accept in &mut self.accepts {
            if accept.accept.rule == finding.code && accept.span == Some(finding.place.span) {
                accept.used = true;
                silent = true;
            }
        }
        silent || self.key_accepts(finding)
    }

    /// An accept of the corpus that holds the finding's key and every value of it.
    fn key_accepts(&self, finding: &Finding) -> bool {
        let (key, values) = accept_key(finding);
        let Some(key) = key else { return false };
        let snapshot = self.scope.snapshot;
        let own = || self.article.sidecars.iter().flat_map(|s| s.accepts());
        let is_claim = matches!(finding.data, Data::Claim { .. });
        if is_claim && snapshot.claimed_in(&key).is_empty() {
            // A claim whose year is unknown is a claim of its article alone.
            return own().any(|(_, accept)| holds(accept, finding.code, &key, values));
        }
        let articles = snapshot.accepted_in(&key);
        articles
            .iter()
            .filter_map(|id| snapshot.article(id))
            .any(|article| article.sidecars.iter().flat_map(|s| s.accepts()).any(|(_, accept)| holds(accept, finding.code, &key, values)))
    }

    /// `suppression/unused`: directives, and accept records of this article's sidecars, that silence nothing. `raw` are
    /// the article's findings before anything was silenced; `found` tells whether a rule reports a key with no values
    /// but these, anywhere in the corpus.
    pub fn unused(&self, raw: &[Finding], found: &dyn Fn(&str, &str, &[String]) -> bool) -> Vec<Finding> {
        let mut out = Vec::new();
        if self.article.state != ArticleState::Read {
            return out;
        }
        for (directive, _) in self.directives.iter().filter(|(d, used)| !used && self.is_judged(&d.rules)) {
            out.push(self.finding(directive.span, self.directive_message()));
        }
        for accept in self.accepts.iter().filter(|a| !a.used && self.is_on(&a.accept.rule)) {
            out.push(self.finding(accept.span.unwrap_or_default(), self.accept_message(accept.record, accept.accept)));
        }
        for (record, accept) in self.article.sidecars.iter().flat_map(|s| s.accepts()) {
            let AcceptTarget::Key { key, values } = &accept.target else { continue };
            let here = raw.iter().any(|f| {
                let (found, seen) = accept_key(f);
                found.is_some_and(|k| *k == **key) && holds(accept, f.code, key, seen)
            });
            let name = Symbol::new(key);
            let is_name = !self.scope.snapshot.mentioned_in(&EntityKey::Provisional(name)).is_empty();
            if !here && !is_name && !found(&accept.rule, key, values) && self.is_on(&accept.rule) {
                out.push(self.finding(Span::default(), self.accept_message(record, accept)));
            }
        }
        out
    }

    fn is_judged(&self, rules: &[Symbol]) -> bool {
        rules.is_empty() || RULES.iter().any(|r| names(rules, r.name) && self.is_on(r.name))
    }
    fn is_on(&self, rule: &str) -> bool {
        let default = super::rule(rule).map_or(Level::Off, |r| r.default);
        self.scope.snapshot.config().level(rule, default, &self.article.rel) != Level::Off
    }
    fn finding(&self, span: Span, message: String) -> Finding {
        Finding::new(suppression::unused::RULE.name, suppression::unused::RULE.default, self.article, span, message)
    }
    fn directive_message(&self) -> String {
        let lang = self.scope.lang;
        lang.pick("This directive silences nothing; it can go.", "此指令未屏蔽任何提示，可以删去。", "此指令未遮蔽任何提示，可以刪去。")
            .into()
    }
    fn accept_message(&self, record: &Record, accept: &Accept) -> String {
        let (rule, id) = (&accept.rule, &record.id);
        match self.scope.lang {
            Lang::English => format!("The accepted {rule} (record {id}) is no longer found; the record can go."),
            Lang::Hans => format!("已接受的{rule}（记录{id}）不再出现，记录可以删去。"),
            Lang::Hant => format!("已接受的{rule}（紀錄{id}）不再出現，紀錄可以刪去。"),
        }
    }
}

/// The key under which an accept record holds a finding, and the values it speaks of.
pub(super) fn accept_key(finding: &Finding) -> (Option<Symbol>, &[String]) {
    match &finding.data {
        Data::None => (None, &[]),
        Data::Name(name) => (Some(fold_name(&name.name)), &[]),
        Data::Claim { key, values } => (Some(key.clone()), values),
    }
}

/// Whether an accept record holds a rule's finding: a value that it has not seen reopens it.
pub(super) fn holds(accept: &Accept, rule: &str, key: &str, seen: &[String]) -> bool {
    let AcceptTarget::Key { key: own, values } = &accept.target else { return false };
    accept.rule == rule && own == key && seen.iter().all(|v| values.contains(v))
}

fn names(rules: &[Symbol], code: &str) -> bool {
    rules.is_empty() || rules.iter().any(|r| **r == *code || r.strip_suffix('*').is_some_and(|group| code.starts_with(group)))
}

fn touches(scope: Span, place: Span) -> bool {
    scope.start <= place.start && place.start < scope.end || scope.start == place.start
}

/// The bytes of code points in the canonical text, where a CRLF is one: by the line index alone.
fn span_of_points(lines: &LineIndex, pos: (u32, u32)) -> Option<Span> {
    let of = |point: u32| {
        // A CRLF before the place is one code point more in the file than in the canonical text.
        let mut extra = 0;
        for line in 0..lines.line_count() {
            let span = lines.line_span(line)?;
            if point + extra <= lines.code_point(span.end) {
                return Some(lines.offset_of_code_point(point + extra));
            }
            extra += lines.line_span(line + 1).is_some_and(|next| next.start - span.end == 2) as u32;
        }
        None
    };
    let (start, end) = (of(pos.0)?, of(pos.1)?);
    (start <= end).then_some(Span { start, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_by_the_line_index() {
        let text = "标题\r\n\r\nTang Shen说\nend";
        let lines = LineIndex::new(text);
        for word in ["标题", "Tang", "Shen说", "end"] {
            let at = text.find(word).expect("it is there");
            let span = Span::new(at, at + word.len());
            let quote = Quote::of(text, span).expect("a span of the text");
            assert_eq!(span_of_points(&lines, quote.pos), Some(span), "{word}");
        }
        assert_eq!(span_of_points(&lines, (90, 95)), None);
    }

    #[test]
    fn directives_name_rules_and_groups() {
        let rules = |list: &[&str]| list.iter().map(|r| Symbol::new(r)).collect::<Vec<_>>();
        assert!(names(&rules(&[]), "figure/conflict"));
        assert!(names(&rules(&["entity/unresolved", "figure/*"]), "figure/conflict"));
        assert!(!names(&rules(&["figure/conf"]), "figure/conflict"));
    }
}
