//! What the message of a contradicted change says.

use std::sync::Arc;

use super::RULE;
use super::judge::{Fault, Step};
use crate::check::{Finding, Lang, Place, Related, Scope, wording};
use crate::config::Severity;
use crate::corpus::Article;
use crate::extract::figures::Interval;
use crate::extract::{Figure, FigureKind, Modifier, Precision};
use crate::text::Exact;

/// The value before, and where it stands.
pub struct Old<'a> {
    pub article: &'a Arc<Article>,
    pub figure: &'a Figure,
}

impl Step<'_> {
    /// The finding of a fault at the change. `about` names what changed, empty where nobody can tell.
    pub fn finding(&self, scope: &Scope, article: &Arc<Article>, old: &Old, about: String, fault: Fault) -> Finding {
        let lang = scope.lang;
        let unit = self.new.unit != old.figure.unit;
        let (new_value, old_value) = (wording::value(self.new, unit, lang), wording::value(old.figure, unit, lang));
        let stated = self.stated_text(lang);
        let alone = about.is_empty() && std::ptr::eq(self.stated, self.new);
        let about = if about.is_empty() { stated.clone() } else { about };
        let at = wording::place(article, old.article, old.figure.span, lang);
        let message = match (&fault, lang) {
            (Fault::Direction, _) if alone => {
                let rise = self.sign > 0;
                match lang {
                    Lang::English => {
                        let said = if rise { "a rise" } else { "a fall" };
                        format!("{new_value}: told as {said}, but {old_value} stands before it ({at}).")
                    }
                    Lang::Hans => format!("文中称{}，但由{old_value}（{at}）到{new_value}并非如此。", if rise { "上升" } else { "下降" }),
                    Lang::Hant => format!("文中稱{}，但由{old_value}（{at}）到{new_value}並非如此。", if rise { "上升" } else { "下降" }),
                }
            }
            (Fault::Direction, Lang::English) => {
                let said = if self.sign > 0 { "a rise" } else { "a fall" };
                format!("{about}: told as {said}, but {new_value} stands here and {old_value} before it ({at}).")
            }
            (Fault::Direction, Lang::Hans) => {
                let said = if self.sign > 0 { "上升" } else { "下降" };
                format!("{about}：文中称{said}，但此处为{new_value}，此前为{old_value}（{at}）。")
            }
            (Fault::Direction, Lang::Hant) => {
                let said = if self.sign > 0 { "上升" } else { "下降" };
                format!("{about}：文中稱{said}，但此處為{new_value}，此前為{old_value}（{at}）。")
            }
            (Fault::Amount(allowed), _) => {
                let allowed = self.allowed_text(*allowed, lang);
                match lang {
                    Lang::English => format!("{about}: {stated} over {old_value} ({at}) gives {allowed}, and {new_value} stands here."),
                    Lang::Hans => format!("{about}：以{old_value}（{at}）为基数，{stated}应为{allowed}，此处为{new_value}。"),
                    Lang::Hant => format!("{about}：以{old_value}（{at}）為基數，{stated}應為{allowed}，此處為{new_value}。"),
                }
            }
            (Fault::OffByOne, Lang::English) => {
                format!("{about}: {old_value} ({at}) and {new_value} give the multiple itself, while growth by it gives one more.")
            }
            (Fault::OffByOne, Lang::Hans) => format!("{about}：由{old_value}（{at}）到{new_value}是“增长到”该倍数；“增长了”则应再加一倍。"),
            (Fault::OffByOne, Lang::Hant) => {
                format!("{about}：由{old_value}（{at}）到{new_value}是「增長到」該倍數；「增長了」則應再加一倍。")
            }
        };
        let mut finding = Finding::new(RULE.name, RULE.default, article, self.stated.span, message);
        if matches!(fault, Fault::OffByOne) {
            finding.severity = Severity::Information;
        }
        let related = |article: &Arc<Article>, figure: &Figure, message: String| {
            let place = Place { path: article.path.clone(), span: figure.span };
            Related { place, quote: String::new(), message }
        };
        finding.related = vec![
            related(article, self.new, format!("{}: {new_value}", lang.pick("After", "之后", "之後"))),
            related(old.article, old.figure, format!("{}: {old_value}", lang.pick("Before", "之前", "之前"))),
        ];
        finding.related.dedup_by(|a, b| a.place == b.place);
        finding
    }

    /// "+143.9%", "3 times", as the article has it.
    fn stated_text(&self, lang: Lang) -> String {
        let value = wording::value(self.stated, false, lang);
        match (self.stated.kind, self.sign) {
            (FigureKind::Percent, 0) => value,
            (FigureKind::Percent, sign) => match lang {
                Lang::English => format!("{}{value}", if sign > 0 { "+" } else { "-" }),
                Lang::Hans => format!("{}{value}", if sign > 0 { "增长" } else { "下降" }),
                Lang::Hant => format!("{}{value}", if sign > 0 { "增長" } else { "下降" }),
            },
            _ => {
                let ratio = self.ratio.map_or(value, wording::grouped);
                format!("{ratio}{}", lang.pick(" times", "倍", "倍"))
            }
        }
    }
    /// The values that the change allows, no finer than the new value was printed: whole for counts.
    fn allowed_text(&self, allowed: Interval, lang: Lang) -> String {
        let precision = self.new.precision;
        let finest = match precision {
            Precision::Place(place) => i32::from(place) - 1,
            _ => 0,
        };
        let step = Exact::pow10(finest).unwrap_or(Exact::ONE);
        let whole = |v: Exact, up: bool| {
            let steps = v.div(step)?;
            let floor = steps.floor();
            let steps = if up && floor != steps { floor.add(Exact::ONE)? } else { floor };
            steps.mul(step)
        };
        let figure = Figure {
            value: None,
            low: allowed.low.and_then(|v| whole(v, true)),
            high: allowed.high.and_then(|v| whole(v, false)),
            modifier: match (allowed.low, allowed.high) {
                (Some(_), None) => Some(Modifier::AtLeast),
                (None, Some(_)) => Some(Modifier::AtMost),
                _ => None,
            },
            ..self.new.clone()
        };
        wording::value(&figure, false, lang)
    }
}
