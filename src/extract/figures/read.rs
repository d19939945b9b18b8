//! The pass over a block: where figures can start, what leads them, what follows them.

use super::super::{Figure, FigureKind, Modifier, Precision};
use super::lexicon::{LEXICON, Sense, class};
use super::scan::{self, blanks_end, byte, char_at, digits_end};
use super::tense::{goes_on, nearest, tense};
use super::when::{Expr, Tense};
use super::{FigureDraft, calendar, guards, han, measure, range, suffix};
use crate::text::{Block, BlockKind, Reading, Span, is_han};

/// Stage one: every figure of a block, in order, none overlapping. Boilerplate has none.
pub fn read(reading: &Reading, block: &Block) -> Vec<FigureDraft> {
    if block.kind == BlockKind::Boilerplate {
        return Vec::new();
    }
    let mut pass = Pass { reading, text: reading.text(), pos: 0, lead: None, drafts: Vec::new(), tense: None };
    pass.run();
    super::yuan::name(&mut pass.drafts, block.language);
    pass.drafts
}

struct Pass<'a> {
    reading: &'a Reading<'a>,
    text: &'a str,
    pos: usize,
    /// A modifier just read, and where it ended.
    lead: Option<(Option<Modifier>, usize)>,
    drafts: Vec<FigureDraft>,
    /// Tense of the sentence around, once asked for: (start, end, tense).
    tense: Option<(usize, usize, Tense)>,
}

impl Pass<'_> {
    fn run(&mut self) {
        while self.pos < self.text.len() {
            let at = self.pos;
            let b = self.text.as_bytes()[at];
            match b {
                b'a'..=b'z' | b'A'..=b'Z' => self.word(at),
                b'0'..=b'9' => self.number(at),
                b' ' | b',' | b';' | b')' | b'"' | b'\n' | b'\t' => self.pos = at + 1,
                _ if b.is_ascii() => self.sign(at),
                _ => self.wide(at),
            }
        }
    }

    fn word(&mut self, at: usize) {
        let end = scan::letters_end(self.text, at);
        let classes = LEXICON.classes(self.text, at);
        let feast = || classes & class::FEAST != 0 && LEXICON.find(self.text, at, |s| matches!(s, Sense::Feast(_)).then_some(())).is_some();
        let opens = classes & !(class::LEAD | class::SKIP | class::FEAST) != 0 || feast();
        if opens && !self.is_idle(at, end) && self.try_figure(at) || classes & class::LEAD != 0 && self.try_lead(at) {
            return;
        }
        // A word with digits glued to it is a name: KX4071, KNOT+, H20.
        let mut i = end;
        if byte(self.text, i).is_ascii_digit() {
            while byte(self.text, i).is_ascii_alphanumeric()
                || matches!(byte(self.text, i), b'-' | b'.' | b'+') && byte(self.text, i + 1).is_ascii_alphanumeric()
            {
                i += 1;
            }
        } else if matches!(byte(self.text, i), b'-')
            && byte(self.text, i + 1).is_ascii_digit()
            && scan::part(self.text, at, end).bytes().any(|b| b.is_ascii_uppercase())
        {
            // COVID-19, A-320
            i = digits_end(self.text, i + 1);
        }
        self.pos = i;
    }

    /// Whether the word from `at` to `end` is one of the most frequent, and the word behind it is none of the tables: no
    /// figure starts there.
    fn is_idle(&self, at: usize, end: usize) -> bool {
        let next = blanks_end(self.text, end);
        let frequent = match end - at {
            1 => scan::word(self.text, at, "a").is_some(),
            2 => scan::any_word(self.text, at, &["in", "an"]).is_some(),
            3 => scan::word(self.text, at, "the").is_some(),
            _ => false,
        };
        frequent
            && next > end
            && byte(self.text, next).is_ascii_alphabetic()
            && !LEXICON.knows(self.text, next)
            && LEXICON.find(self.text, at, Some).is_none_or(|(_, e)| e == end)
    }

    fn number(&mut self, at: usize) {
        if let Some(end) = guards::identifier(self.text, at)
            && calendar::at(self.text, at).is_none_or(|f| f.end < end)
        {
            self.pos = end;
            return;
        }
        if !self.try_figure(at) {
            let mut i = digits_end(self.text, at);
            while byte(self.text, i).is_ascii_alphanumeric() || byte(self.text, i) == b'.' && byte(self.text, i + 1).is_ascii_digit() {
                i += 1;
            }
            self.pos = i.max(at + 1);
        }
    }

    fn sign(&mut self, at: usize) {
        let b = self.text.as_bytes()[at];
        let starts = matches!(b, b'$' | b'-' | b'+' | b'.' | b'\'') && self.try_figure(at)
            || matches!(b, b'~' | b'<' | b'>' | b'=') && self.try_lead(at);
        if !starts {
            self.pos = at + 1;
        }
    }

    fn wide(&mut self, at: usize) {
        let Some(c) = char_at(self.text, at) else {
            self.pos = at + 1;
            return;
        };
        let next = at + c.len_utf8();
        if is_han(c) || matches!(c, '〇' | '○') {
            let classes = if LEXICON.starts_han(c) { LEXICON.classes(self.text, at) } else { 0 };
            let opens = classes & !(class::LEAD | class::SKIP) != 0
                || han::is_numeral(c)
                || matches!(c, '第' | '负' | '翻' | '对' | '摄' | '华' | '倍')
                || calendar::opens(c)
                || c == '分' && char_at(self.text, next) == Some('半');
            if !opens && classes == 0 {
                self.pos = next;
                return;
            }
            let skip = if classes & class::SKIP == 0 {
                None
            } else {
                LEXICON.find(self.text, at, |s| Some(s == Sense::Skip)).and_then(|(skip, end)| skip.then_some(end))
            };
            if let Some(end) = skip {
                // A set phrase is none where a longer figure starts with the same characters: 三星期, 一万一千; or, behind a
                // modifier, one as long: 上百家.
                let drafts = self.drafts.len();
                let led = self.lead.is_some_and(|(_, e)| e == at) || scan::char_before(self.text, at) == Some('上');
                if !(self.reaches(at, end - usize::from(led)) && self.try_figure(at)) {
                    self.drafts.truncate(drafts);
                    self.pos = end;
                }
                return;
            }
            if opens && self.try_figure(at) || classes & class::LEAD != 0 && self.try_lead(at) {
                return;
            }
            // The digits of an unread numeral or weekday (每周五) are no figure of their own.
            let mut i = next;
            if classes & class::WEEKDAY != 0
                && let Some((_, end)) = LEXICON.find(self.text, at, |s| matches!(s, Sense::Weekday(_)).then_some(()))
            {
                i = end;
            }
            if han::digit(c).is_some() {
                while let Some(c) = char_at(self.text, i).filter(|c| han::digit(*c).is_some()) {
                    i += c.len_utf8();
                }
            }
            self.pos = i;
            return;
        }
        let symbol = matches!(c, '€' | '£' | '¥' | '￥' | '₩' | '₹' | '½' | '⅓' | '⅔' | '¼' | '¾' | '−' | '±' | '’' | '–')
            || !c.is_alphanumeric() && LEXICON.find(self.text, at, |s| matches!(s, Sense::CurrencyBefore(_)).then_some(())).is_some()
            || ('⅕'..='⅞').contains(&c);
        if symbol && self.try_figure(at) || matches!(c, '≈' | '≥' | '≤' | '≧' | '≦') && self.try_lead(at) {
            return;
        }
        self.pos = next;
    }

    /// Whether a figure that starts at `at` goes on behind `end`.
    fn reaches(&self, at: usize, end: usize) -> bool {
        han::number(self.text, at).is_some()
            && (calendar::at(self.text, at).is_some_and(|f| f.end > end) || measure::at(self.text, at).is_some_and(|f| f.end > end))
    }

    fn try_figure(&mut self, at: usize) -> bool {
        let text = self.text;
        let found = calendar::at(text, at).filter(|f| f.end > at);
        // "in two years" leads to a date unless the sentence looks back: then it is how long something took.
        let ahead = scan::any_word(text, at, &["in", "within"]).is_some();
        if let Some(found) = found.filter(|_| !ahead || self.tense_at(at) != Tense::Past) {
            // "the 1988 quarter" is no length of time
            let of_year = |end: usize| {
                matches!(found.expr, Expr::Calendar { month: None, day: None, .. }) && !scan::part(text, at, end).ends_with(['s', 'S'])
            };
            let year = matches!(found.expr, Expr::Calendar { month: None, day: None, .. });
            let counted = |m: &measure::Found| {
                let named = |name: &str| m.unit.as_deref() == Some(name);
                m.kind != FigureKind::Quantity
                    || LEXICON.units.iter().any(|u| named(u.name))
                    || LEXICON.counted.iter().any(|c| named(c.name))
            };
            let amount = measure::at(text, at)
                // "its 2016 results": the year tells which
                .filter(|m| !year || counted(m))
                .filter(|m| m.end > found.end && m.kind != FigureKind::Number && !(m.kind == FigureKind::Duration && of_year(m.end)))
                // 9/15起 is no fraction of cases
                .filter(|m| !(found.expr.is_day() && m.shape == super::numeral::Shape::Fraction));
            if amount.is_none() {
                self.push_when(found);
                return true;
            }
        }
        let Some(mut found) = measure::at(text, at).filter(|f| f.end > at) else { return false };
        if guards::rejects(text, &found) {
            return false;
        }
        self.lead_modifier(&mut found);
        self.tail_modifier(&mut found);
        if found.modifier == Some(Modifier::OddMore) && found.low.is_none() {
            // 3000多亿 tells both ends: 3000 and 4000
            found.low = found.value;
            found.high = found.value.and_then(super::interval::next_step);
        }
        if let Some(whole) = self.previous().and_then(|first| han::ranges::two_sided(text, &first, &found)) {
            self.drafts.pop();
            found = whole;
        }
        let span = self.reading.source(Span::new(found.start, found.end));
        self.pos = self.pos.max(found.end);
        if self.reading.is_damaged(Span::new(found.start, found.end)) {
            return true;
        }
        // "more than 20 and less than 30" is one figure
        if let Some(earlier) = self.drafts.last_mut()
            && let Some(both) = range::of_two_sides(text, &earlier.figure, earlier.place.end as usize, &found)
        {
            earlier.figure = Figure { span: Span::new(earlier.figure.span.start as usize, span.end as usize), ..both };
            earlier.place = Span::new(earlier.place.start as usize, found.end);
            return true;
        }
        let unnamed_money = found.kind == FigureKind::Money && super::yuan::is_unnamed(text, &found);
        self.drafts.push(FigureDraft {
            figure: Figure {
                span,
                kind: found.kind,
                value: found.value,
                low: found.low,
                high: found.high,
                precision: found.precision,
                unit: found.unit,
                modifier: found.modifier,
                when: None,
                enumerates: found.enumerates,
            },
            when: None,
            tense: Tense::Unknown,
            place: Span::new(found.start, found.end),
            unnamed_money,
        });
        true
    }

    /// The amount read last, if it has one side: 大于10.
    fn previous(&self) -> Option<measure::Found> {
        let FigureDraft { figure, place, when: None, .. } = self.drafts.last()? else { return None };
        figure.modifier.filter(|_| figure.value.is_some())?;
        Some(measure::Found {
            start: place.start as usize,
            end: place.end as usize,
            kind: figure.kind,
            value: figure.value,
            low: None,
            high: None,
            precision: figure.precision,
            unit: figure.unit.clone(),
            modifier: figure.modifier,
            shape: super::numeral::Shape::Marked,
            enumerates: false,
        })
    }

    fn push_when(&mut self, mut found: calendar::Found) {
        if let Some(FigureDraft { when: Some(before), place, .. }) = self.drafts.last()
            && found.start <= place.end as usize + 8
        {
            found.expr = calendar::listed(before, scan::part(self.text, place.end as usize, found.start), found.expr);
        }
        let span = Span::new(found.start, found.end);
        self.pos = found.end;
        // 《1921》 is a title
        let titled = scan::char_before(self.text, found.start) == Some('《') && char_at(self.text, found.end) == Some('》');
        if titled || self.reading.is_damaged(span) {
            return;
        }
        let tense = calendar::tense_beside(self.text, found.start, found.end).unwrap_or_else(|| self.tense_at(found.start));
        if let Some(expr) = calendar::carried(self.text, &self.drafts, &found, tense) {
            found.expr = expr;
        }
        found.expr = calendar::told(found.expr, scan::part(self.text, found.start, found.end), tense);
        let kind = match &found.expr {
            Expr::Clock { .. } => FigureKind::Time,
            e if e.is_day() => FigureKind::Date,
            _ => FigureKind::Period,
        };
        self.drafts.push(FigureDraft {
            figure: Figure {
                span: self.reading.source(span),
                kind,
                value: None,
                low: None,
                high: None,
                precision: Precision::Exact,
                unit: None,
                modifier: found.modifier,
                when: None,
                enumerates: false,
            },
            when: Some(found.expr),
            tense,
            place: span,
            unnamed_money: false,
        });
    }

    /// A modifier word: kept for the figure that follows.
    fn try_lead(&mut self, at: usize) -> bool {
        let Some((modifier, end)) = LEXICON.find(self.text, at, |s| if let Sense::Before(m) = s { Some(m) } else { None }) else {
            return false;
        };
        // 节约, 签约, 附近, 最近: the modifier's character ends another word
        let inside = match scan::part(self.text, at, end) {
            "约" => "节签预违条公制邀履续契特租解纽隐简俭赴失",
            "近" => "附最临靠邻新远就亲",
            "超" => "中英西意德法",
            _ => "",
        };
        if !inside.is_empty() && scan::char_before(self.text, at).is_some_and(|c| inside.contains(c)) {
            return false;
        }
        // "ticked up to 4.1%" is where it went
        let moved = ["ticked", "went", "climbed", "edged", "inched", "crept", "moved", "rose", "jumped", "shot", "gone", "going"];
        let modifier = modifier.filter(|m| {
            *m != Modifier::AtMost
                || !scan::part(self.text, at, end).eq_ignore_ascii_case("up to")
                || !moved.contains(&scan::word_before(self.text, at))
        });
        // "handed over 21,730 cars": part of the verb
        let verbs = ["handed", "hand", "hands", "handing"];
        let modifier = modifier
            .filter(|_| !scan::part(self.text, at, end).eq_ignore_ascii_case("over") || !verbs.contains(&scan::word_before(self.text, at)));
        // "more than" and the like reach the figure over an article or 了
        let merged = match self.lead {
            Some((Some(earlier), e)) if blanks_end(self.text, e) == at && modifier.is_none() => Some(earlier),
            _ => modifier,
        };
        self.lead = Some((merged, end));
        self.pos = end;
        true
    }

    fn lead_modifier(&mut self, found: &mut measure::Found) {
        let Some((modifier, end)) = self.lead.take() else { return };
        // "the past 24 hours" are 24
        if found.kind == FigureKind::Duration && scan::word_before(self.text, end).eq_ignore_ascii_case("past") {
            return;
        }
        let between = self.text.get(end..found.start).unwrap_or("x").trim();
        // "15% more than 740", "more than the 740 of last year": a comparison
        if scan::word_before(self.text, end).eq_ignore_ascii_case("than") && (between == "the" || self.is_compared(end)) {
            return;
        }
        if found.modifier.is_none()
            && (between.is_empty()
                || matches!(between, "a" | "an" | "the" | "of" | "了" | "有" | "为" | "是" | "to" | "then" | "到" | "达"))
        {
            found.modifier = modifier;
        }
        // 上百, 上千 is told by the guard; the value is a lower end
    }

    /// Whether a percentage, multiple or fraction stands right before the "more than" that ends at `end`.
    fn is_compared(&self, end: usize) -> bool {
        let Some(FigureDraft { figure, place, when: None, .. }) = self.drafts.last() else { return false };
        let share = matches!(figure.kind, FigureKind::Percent | FigureKind::Multiple);
        let between = scan::part(self.text, place.end as usize, end).trim();
        share && between.split(' ').count() == 2 && between.ends_with("than")
    }

    /// 客流破1亿2,000万, not 打破3项: a round mark behind 破.
    fn breaks(&self, found: &measure::Found) -> bool {
        let Some(head) = scan::part(self.text, 0, found.start).strip_suffix('破') else { return false };
        let other = head.ends_with(['打', '侦', '攻', '击', '识', '跌', '撞', '爆', '刺', '冲', '穿', '残', '告', '突', '踏', '点']);
        !other && scan::part(self.text, found.start, found.end).contains(['万', '亿'])
    }

    fn tail_modifier(&mut self, found: &mut measure::Found) {
        let text = self.text;
        let before_char = scan::char_before(text, found.start);
        if before_char == Some('上') && han::scale(char_at(text, found.start).unwrap_or(' ')).is_some() {
            found.modifier = Some(Modifier::AtLeast);
        }
        // 过亿, 破百万, 过半数
        let lone = || char_at(text, found.start).is_some_and(|c| c == '半' || han::scale(c).is_some_and(|p| p > 1));
        if found.modifier.is_none() && matches!(before_char, Some('过' | '破')) && (lone() || self.breaks(found)) {
            found.modifier = Some(Modifier::Over);
        }
        // 50万元(含)以上
        let after = blanks_end(text, found.end);
        let next =
            ["(含)", "(不含)", "(含本数)"].iter().find(|w| scan::rest(text, after).starts_with(**w)).map_or(after, |w| after + w.len());
        let Some((modifier, end)) = LEXICON.find(text, next, |s| if let Sense::After(m) = s { Some(m) } else { None }) else { return };
        let form = scan::part(text, next, end);
        let behind = blanks_end(text, end);
        let leads = form.starts_with("and ") && (byte(text, behind).is_ascii_digit() || byte(text, behind) == b'$');
        if leads || scan::word(text, behind, "than").is_some() {
            // "equal to 5000 or more than 4500", "over 100 and under 200": the words lead the next figure
            return;
        }
        let sound = match form {
            "来" => next == found.end && found.kind == FigureKind::Number && han::counts(text, end),
            "多" | "余" => {
                let word = matches!(char_at(text, end), Some('数' | '样' | '种' | '方' | '项' | '年' | '地' | '额' | '位' | '次'));
                let most = char_at(text, end) == Some('数');
                next == found.end && (found.kind == FigureKind::Number && !most || !word)
            }
            "起" => !matches!(char_at(text, end), Some('来' | '点' | '诉' | '步' | '源' | '因' | '飞' | '义' | '火' | '草')),
            "+" => next == found.end && !byte(text, end).is_ascii_alphanumeric(),
            "plus" => byte(text, found.end) == b'-' || !byte(text, blanks_end(text, end)).is_ascii_digit(),
            "以下" | "以上" => !matches!(char_at(text, end), Some('为' | '是' | '简')) || found.unit.is_some(),
            "许" => !matches!(char_at(text, end), Some('多' | '可')),
            "上下" | "前后" | "左右" => true,
            _ => true,
        };
        if sound && found.value.is_some() {
            if found.modifier.is_none() || found.modifier == Some(Modifier::About) && modifier == Modifier::OddMore {
                found.modifier = Some(modifier);
            }
            self.pos = end;
            // 100多家, 500余人: what is counted stands behind
            if matches!(form, "多" | "余" | "来") && found.kind == FigureKind::Number {
                let n = super::numeral::Numeral::new(found.start, end, found.value.unwrap_or(crate::text::Exact::ZERO), found.shape);
                if let Some(behind) = suffix::behind(text, &n) {
                    found.kind = behind.0;
                    found.unit = behind.1;
                    found.value = found.value.and_then(|v| v.mul(behind.2));
                    found.end = behind.3;
                }
            }
        }
        if self.pos < found.end {
            self.pos = found.end;
        }
    }

    /// Whether the clause around, or else the sentence, speaks of what is past or to come.
    fn tense_at(&mut self, at: usize) -> Tense {
        match nearest(self.text, at) {
            Tense::Unknown => self.sentence_tense(at),
            told => told,
        }
    }

    fn sentence_tense(&mut self, at: usize) -> Tense {
        if let Some((start, end, tense)) = self.tense
            && (start..end).contains(&at)
        {
            return tense;
        }
        let text = self.text;
        let bytes = text.as_bytes();
        let lone_stop = |i: &usize| match bytes[*i] {
            b';' | b'!' | b'?' | b'\n' => true,
            // 。！？；
            0xe3 => bytes[*i..].starts_with("。".as_bytes()),
            0xef => matches!(bytes[*i..], [_, 0xbc, 0x81 | 0x9b | 0x9f, ..]),
            _ => false,
        };
        let opened = |i: &usize| lone_stop(i) || bytes[*i] == b'.' && i + 1 < at && bytes[i + 1] == b' ' && !goes_on(text, i + 1);
        let closed = |i: &usize| {
            lone_stop(i)
                || bytes[*i] == b'.'
                    && matches!(bytes.get(i + 1), Some(b' ' | b'\n'))
                    && !(*i > at && bytes[i - 1].is_ascii_uppercase())
                    && !goes_on(text, i + 1)
        };
        let start = (0..at).rev().find(opened).map_or(0, |i| i + 1);
        let start = (start..=at).find(|i| text.is_char_boundary(*i)).unwrap_or(at);
        let end = (at..text.len()).find(closed).map_or(text.len(), |i| i + 1);
        let end = (end..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
        let tense = tense(scan::part(text, start, end));
        self.tense = Some((start, end, tense));
        tense
    }
}
