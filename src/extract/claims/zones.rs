//! Where in the text the subject of a claim, its speaker and its source can stand.

use super::clauses::Sentence;
use super::draft::{Site, Slot, Work, trim};
use super::frames::{FRAMES, Forms};
use super::lexicon::Cue;
use super::standing::is_quoted;
use super::thing::thing;
use crate::extract::figures::{FigureDraft, scan};
use crate::text::{Span, Symbol};

/// Adjectives that tell one thing from another of its kind.
const OTHERS: [&str; 16] = [
    "older",
    "newer",
    "larger",
    "smaller",
    "bigger",
    "longer",
    "shorter",
    "higher",
    "lower",
    "other",
    "first",
    "second",
    "third",
    "former",
    "latter",
    "neighbouring",
];

/// Characters of the longest word for a thing: 污水处理厂 and the like.
const LONGEST: usize = 6;

impl Work<'_> {
    /// Where the part of the sentence starts that holds the claim itself: behind the last reporting verb or source
    /// before its metric.
    pub(super) fn head(&self, sentence: &Sentence, metric: usize) -> usize {
        let start = sentence.span.start as usize;
        let Some(last) = self.nearest_before(start, metric, |c| matches!(c, Cue::Reporting | Cue::Source)) else { return start };
        // "according to X, Y …", 据X, Y…: the claim starts behind the clause
        if matches!(last.cue, Cue::Source) || matches!(scan::part(self.text, last.start, last.end), "据" | "according to") {
            let end = sentence
                .clauses
                .iter()
                .find(|c| c.start as usize <= last.start && last.end <= c.end as usize)
                .map_or(last.end, |c| c.end as usize);
            return if end < metric { end } else { last.end };
        }
        last.end
    }

    /// Where the subject can stand: right before the metric; at the start of the clause; in its head; in the sentence.
    pub(super) fn zones(&self, site: &Site, metric: usize, head: usize) -> Vec<Span> {
        let mut zones = Vec::new();
        let clause_start = (site.clause.start as usize).max(head);
        let touch = |at: usize| Span::new(at, at);
        let back = self.back(metric, clause_start);
        // "the profit of £44m that X made"
        zones.extend(relative(self.text, site.end).map(touch));
        // "In Ferrin, 300 jobs are to be cut by X"
        if skip_lead(self.text, clause_start, self.figures) >= site.start {
            zones.extend(agent(self.text, site.end, site.room).map(touch));
        }
        // "The bridge will cost": the one that the paragraph named before
        zones.extend(self.named_before(clause_start, metric).map(touch));
        // "By buying Y for £3m, X has": the clause behind
        if let Some(next) = participle(self.text, clause_start, site.clause.end as usize) {
            return vec![touch(skip_lead(self.text, next, self.figures))];
        }
        if let Some(zone) = self.possessor(site, metric) {
            return vec![zone];
        }
        zones.extend(self.agents(site, metric).map(touch));
        zones.push(touch(back));
        zones.extend(self.bound(site, metric).map(touch));
        let first = skip_lead(self.text, clause_start, self.figures);
        // 集团旗下的, "a unit of": never a part for its whole
        let part = FRAMES.unit.first_in(scan::part(self.text, first, metric)).is_some();
        if first < metric && !part {
            zones.push(touch(first));
            zones.push(Span::new(first, preposition(self.text, first, metric)));
        }
        // "by X, whose profit came to": the name before the mark
        let lead = scan::rest(self.text, clause_start).trim_start();
        if ["whose ", "which ", "who "].iter().any(|w| lead.starts_with(w)) {
            let before = scan::part(self.text, 0, clause_start).trim_end_matches([',', '，', ' ']).len();
            zones.push(touch(before));
        }
        if let Some(before) = before_brackets(self.text, clause_start) {
            zones.push(touch(before));
        }
        // 以58.3%的得票率当选市长的简若衡: whom the clause leads to
        let tail = scan::part(self.text, site.end, site.clause.end as usize);
        zones.extend(tail.rfind('的').map(|at| touch(site.end + at + '的'.len_utf8())));
        let first = skip_lead(self.text, head, self.figures);
        if head < clause_start && first < clause_start {
            zones.push(touch(first));
            zones.push(Span::new(first, preposition(self.text, first, clause_start)));
        }
        zones
    }

    /// Places behind the metric's word that a subject is bound to: "revenue at X was", "sales of speakers by X".
    fn bound(&self, site: &Site, metric: usize) -> impl Iterator<Item = usize> {
        let end = site.start.max(metric);
        let slice = scan::part(self.text, metric, end);
        let places = slice.match_indices(' ').filter_map(move |(i, _)| {
            let after = scan::any_word(self.text, metric + i + 1, &FRAMES.of)?;
            let at = scan::blanks_end(self.text, after);
            Some(scan::any_word(self.text, at, &["the"]).map_or(at, |e| scan::blanks_end(self.text, e)))
        });
        places.filter(|at| *at < end).collect::<Vec<_>>().into_iter()
    }

    /// "X, the largest holder of Y, welcomed the miner's dividend": Y, who is named before but is not the subject.
    fn possessor(&self, site: &Site, metric: usize) -> Option<Span> {
        let lead = scan::part(self.text, site.clause.start as usize, metric);
        let at = lead.rfind("'s").or_else(|| lead.rfind("’s"))?;
        let noun = lead.get(..at)?;
        let the = noun.rfind(" the ")?;
        let role = noun.get(the + " the ".len()..)?;
        let plain = role.len() > 3 && role.bytes().all(|b| b.is_ascii_lowercase());
        let from = self.prose.sentences.iter().rev().find(|s| s.span.start <= site.clause.start)?.span.start as usize;
        let end = site.clause.start as usize + the;
        let head = scan::part(self.text, from, end);
        let other = [", ", " of "].iter().filter_map(|w| head.find(w)).min()?;
        (plain && !noun.get(..the)?.trim().is_empty()).then(|| Span::new(from + other, end))
    }

    /// Where the only name of the kind of thing that opens a clause stands in the text before: the Calder of "the Calder
    /// bridge", for "the bridge".
    fn named_before(&self, clause: usize, metric: usize) -> Option<usize> {
        let lead = scan::part(self.text, clause, metric).trim_start().strip_prefix("The ")?;
        let noun = lead.split(' ').next().filter(|w| FRAMES.built.contains(w))?;
        let head = scan::part(self.text, 0, clause);
        let mut found: Option<(usize, &str)> = None;
        for (at, _) in head.match_indices(noun).filter(|(at, _)| scan::byte(head, at + noun.len()) != b's') {
            let before = scan::part(head, 0, at).strip_suffix(' ')?;
            let start = before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |i| i + 1);
            let name = scan::part(before, start, before.len());
            if !name.starts_with(|c: char| c.is_uppercase()) || name == "The" {
                continue;
            }
            if found.is_some_and(|(_, other)| other != name) {
                return None;
            }
            found = found.or(Some((start, name)));
        }
        found.map(|f| f.0)
    }

    /// Where the one who acts stands in a passive, "bought by the investor X for", 被X以; and whom a court fines.
    fn agents(&self, site: &Site, metric: usize) -> Option<usize> {
        let (start, end) = (site.clause.start as usize, site.start);
        let lead = scan::part(self.text, start, end);
        if let Some(at) = lead.rfind('被') {
            return Some(start + at + '被'.len_utf8());
        }
        // 地块由甲地产以21亿元竞得
        if let Some(at) = lead.rfind('由').filter(|_| lead.ends_with(['以', '约']))
            && metric >= site.end
        {
            return Some(start + at + '由'.len_utf8());
        }
        let verb = scan::letters_end(self.text, metric);
        let passive = ["been", "was", "were", "is", "are", "be", "being"].contains(&scan::word_before(self.text, metric));
        let capital = |from: usize| {
            let words = scan::part(self.text, from, end);
            let at = words.char_indices().find(|(_, c)| c.is_ascii_uppercase()).map(|(i, _)| i)?;
            (at <= ROLE && !words.get(..at)?.contains([',', '"'])).then_some(from + at)
        };
        if passive {
            let by = scan::part(self.text, verb, end).find(" by ")?;
            return capital(verb + by + " by ".len());
        }
        let fines = matches!(scan::part(self.text, metric, verb), "fined" | "fines");
        fines.then(|| capital(verb)).flatten()
    }

    /// Where names of a sentence would stand behind one of these words.
    pub(super) fn led_to(&self, sentence: &Sentence, words: &Forms) -> Box<[u32]> {
        let base = sentence.span.start as usize;
        let slice = sentence.span.of(self.text);
        let mut out: Vec<u32> = Vec::new();
        let mut before = base.checked_sub(1).map_or(' ', |b| char::from(scan::byte(self.text, b)));
        for (i, c) in slice.char_indices() {
            // A Latin word stands between blanks.
            let forms = if c.is_ascii() && before != ' ' { &[] } else { words.of(c) };
            before = c;
            for word in forms.iter().filter(|w| scan::rest(slice, i).starts_with(**w)) {
                let end = base + i + word.len();
                if !word.is_ascii() || scan::byte(self.text, end) == b' ' {
                    let at = scan::blanks_end(self.text, end);
                    let at = scan::any_word(self.text, at, &["the"]).map_or(at, |e| scan::blanks_end(self.text, e));
                    out.push(self.reading.source(Span::new(at, at)).start);
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        out.into()
    }

    /// What stands where the subject belongs, between the head of the clause and its metric.
    pub(super) fn slot(&self, sentence: &Sentence, site: &Site, metric: usize, head: usize) -> Slot {
        let start = (site.clause.start as usize).max(head);
        let clause = scan::part(self.text, site.clause.start as usize, metric.max(start));
        if FRAMES.elsewhere.first_in(clause).is_some() {
            return Slot::Elsewhere;
        }
        // "The airline, which carried"
        let lead = scan::part(self.text, start, metric.max(start)).trim_start();
        if lead.starts_with("which ") || lead.starts_with("whose ") {
            let from = sentence.clauses.iter().rev().find(|c| c.end < site.clause.start).map_or(start, |c| c.start as usize);
            let before = trim(self.text, Span::new(from, start.saturating_sub(1).max(from)));
            if self.hits_in(from, start).any(|h| h.cue == Cue::Pronoun && h.start == before.start as usize && h.end == before.end as usize)
            {
                return Slot::Pronoun;
            }
        }
        let we = is_quoted(self.text, site.start);
        let pronoun = self.hits_in(start, metric.max(start)).find(|h| h.cue == Cue::Pronoun || we && h.cue == Cue::Speaker);
        let first = skip_lead(self.text, start, self.figures);
        let back = self.back(metric, start);
        let person = scan::any_word(self.text, first, &["she", "he"]).is_some() || scan::rest(self.text, first).starts_with(['他', '她']);
        if person && !scan::rest(self.text, first).starts_with("他们") && first < metric {
            return Slot::Person;
        }
        if let Some(p) = pronoun
            && p.start <= first
        {
            return Slot::Pronoun;
        }
        // 以18亿元收购: whoever the text before names
        let pays = || ["以", "斥资", "耗资", "按", "用", "花"].iter().any(|w| scan::rest(self.text, first).starts_with(w));
        let leads_away = FRAMES.counterparty.at(self.text, first).is_some_and(|w| !w.is_ascii()) || pays();
        if first >= back || leads_away { Slot::Empty } else { Slot::Other }
    }

    /// The thing with a proper name that the clause, or the sentence, opens with.
    pub(super) fn thing(&self, sentence: &Sentence, site: &Site, metric: usize, head: usize) -> Option<Symbol> {
        let of = |from: usize, to: usize| {
            let first = skip_lead(self.text, from, self.figures);
            if first >= to || scan::char_at(self.text, first).is_none_or(|c| c.is_ascii()) {
                return None;
            }
            let zone = Span::new(first, to);
            let stops = self.hits_in(first, to).map(|h| h.start).chain([site.start]);
            thing(self.text, zone, stops, self.figures)
        };
        let start = (site.clause.start as usize).max(head);
        let clauses = sentence.clauses.iter().rev().filter(|c| c.end as usize <= start && c.start as usize >= head);
        // 云陌宣布，已交付…: whoever says it
        let says = || {
            let verb = self.nearest_before(sentence.span.start as usize, metric, |c| c == Cue::Reporting)?;
            of(sentence.span.start as usize, verb.start).filter(|_| self.slot(sentence, site, metric, head) != Slot::Other)
        };
        // 该隧道: the one that the paragraph named before
        let again = |from: usize| {
            let first = skip_lead(self.text, from, self.figures);
            let noun = scan::rest(self.text, first).strip_prefix('该')?;
            let kind = noun.char_indices().take(LONGEST).skip(1).find_map(|(i, c)| {
                let form = scan::part(noun, 0, i + c.len_utf8());
                FRAMES.thing.of(c).iter().find(|t| **t == form).copied()
            })?;
            self.starts.iter().rev().find_map(|s| {
                let at = scan::part(self.text, *s, first).find(kind)?;
                of(*s, s + at + kind.len()).filter(|name| name.ends_with(kind))
            })
        };
        of(start, metric.max(site.start))
            .or_else(|| again(start))
            .or_else(|| clauses.take(3).find_map(|c| of(c.start as usize, c.end as usize).or_else(|| again(c.start as usize))))
            .or_else(says)
    }

    /// The common noun that the clause is about: "the new arena of X will have", "the cost of the tram line", 新球场.
    fn local_en(&self, from: usize, to: usize) -> Option<Symbol> {
        let lead = scan::part(self.text, from, to);
        let at = scan::blanks_end(self.text, from);
        let start = scan::any_word(self.text, at, &["the", "a", "an", "this"])?;
        let words = scan::part(self.text, start, from + lead.len()).split(' ').filter(|w| !w.is_empty());
        let plain = |w: &&str| w.len() > 1 && w.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        let noun = words.take_while(plain).take_while(|w| !FRAMES.stop_en.contains(w)).take(4).last()?;
        // "the older dam" is another one than "the dam"
        let other = lead.split(' ').any(|w| OTHERS.contains(&w));
        (noun.len() > 2 && !other).then(|| Symbol::new(noun))
    }

    pub(super) fn local(&self, site: &Site, metric: usize, head: usize) -> Option<Symbol> {
        let start = (site.clause.start as usize).max(head);
        let first = skip_lead(self.text, start, self.figures);
        if scan::char_at(self.text, first)?.is_ascii() {
            let of = || {
                let end = scan::letters_end(self.text, metric);
                let at = scan::any_word(self.text, scan::blanks_end(self.text, end), &["of"])?;
                self.local_en(at, site.start)
            };
            let lead = scan::part(self.text, start, site.start);
            let from = start + lead.len() - lead.trim_start_matches([' ', '"', '“']).len();
            return self.local_en(from, metric.max(from)).or_else(of);
        }
        let stop = self.hits_in(first, site.start).map(|h| h.start).next().unwrap_or(site.start);
        let phrase = scan::part(self.text, first, stop.max(first));
        let phrase =
            ["将", "拟", "共", "可", "设", "有"].iter().filter_map(|w| phrase.find(w)).min().map_or(phrase, |i| scan::part(phrase, 0, i));
        let last = phrase.chars().next_back()?;
        let kind = FRAMES.thing.of(last).iter().find(|t| phrase.ends_with(**t))?;
        (phrase.chars().count() <= 6).then(|| Symbol::new(kind))
    }

    /// Where a name can stand behind a figure that opens its clause.
    pub(super) fn behind(&self, site: &Site, metric: usize, head: usize) -> Option<Span> {
        let start = (site.clause.start as usize).max(head);
        let first = skip_lead(self.text, start, self.figures);
        let opens = first >= site.start && metric >= site.start;
        (opens && site.end < site.clause.end as usize).then(|| Span::new(site.end, site.clause.end as usize))
    }

    /// From the metric's word back over what may stand between it and its subject: blanks, 's, 的, adverbs, periods.
    pub(super) fn back(&self, metric: usize, floor: usize) -> usize {
        let mut at = metric;
        loop {
            let head = scan::part(self.text, floor.min(at), at);
            let trimmed = head.trim_end_matches([' ', '"', '”']);
            at -= head.len() - trimmed.len();
            let before = self.figures.get(self.figures.partition_point(|f| (f.place.end as usize) < at));
            if let Some(f) = before.filter(|f| f.when.is_some() && f.place.end as usize == at && f.place.start as usize >= floor) {
                at = f.place.start as usize;
                continue;
            }
            let Some(last) = trimmed.chars().next_back() else { return at };
            let skipped = FRAMES.between.of(last).iter().find(|w| {
                trimmed.ends_with(**w)
                    && (!w.is_ascii()
                        || w.starts_with(['\''])
                        || !trimmed[..trimmed.len() - w.len()].ends_with(|c: char| c.is_ascii_alphanumeric()))
            });
            match skipped {
                Some(w) => at -= w.len(),
                None => return at,
            }
        }
    }

    pub(super) fn speaker(&self, sentence: &Sentence, metric: usize) -> Option<Span> {
        let start = sentence.span.start as usize;
        let verb = self.nearest_before(start, metric, |c| c == Cue::Reporting)?;
        if verb.start > start {
            // "The company, based in X, said"
            let first = skip_lead(self.text, start, self.figures);
            let known = self.hits_in(start, verb.start).any(|h| h.cue == Cue::Pronoun && h.start <= first && h.end + 2 < verb.start);
            return (!known).then(|| Span::new(start, verb.start));
        }
        // "According to the announcement issued by X, the company sold"
        let clause = sentence.clauses.iter().find(|c| c.start as usize <= verb.start && verb.end <= c.end as usize)?;
        let names = ["issued by", "published by", "released by", "announcement of", "report of", "发布的", "公布的"];
        let issued = names.iter().any(|w| clause.of(self.text).contains(w));
        ((clause.end as usize) < metric && issued).then(|| Span::new(verb.end, clause.end as usize))
    }

    /// Where whoever says "we" inside quotation marks is named behind them: "…," said Dr Lind of X.
    pub(super) fn voice(&self, sentence: &Sentence, site: &Site) -> Option<Span> {
        let from = sentence.span.start as usize;
        if !is_quoted(self.text, site.start) || !self.hits_in(from, site.start).any(|h| h.cue == Cue::Speaker) {
            return None;
        }
        let rest = scan::rest(self.text, site.end);
        let close = site.end + rest.char_indices().find(|(_, c)| matches!(c, '”' | '」' | '"')).map(|(i, c)| i + c.len_utf8())?;
        let tail = scan::rest(self.text, close);
        let end = close + tail.find(['。', '！', '？', '\n']).or_else(|| tail.find(". ")).unwrap_or(tail.len());
        self.hits_in(close, end).any(|h| h.cue == Cue::Reporting).then(|| Span::new(close, end))
    }

    /// Where the paragraph's topic can stand when the sentence leaves its subject out or says "it": the starts of the
    /// sentences before, nearest first, then all of the paragraph before.
    pub(super) fn topics(&self, sentence: &Sentence) -> Vec<Span> {
        let mut zones: Vec<Span> = self.starts.iter().rev().map(|at| Span::new(*at, *at)).collect();
        if sentence.span.start > 0 {
            zones.push(Span::new(0, sentence.span.start as usize));
        }
        zones
    }

    pub(super) fn source(&self, sentence: &Sentence) -> Option<Span> {
        let (start, end) = (sentence.span.start as usize, sentence.span.end as usize);
        let hit = self.hits_in(start, end).find(|h| h.cue == Cue::Source || scan::part(self.text, h.start, h.end) == "according to")?;
        let stop =
            sentence.clauses.iter().find(|c| c.start as usize <= hit.start && hit.end <= c.end as usize).map_or(end, |c| c.end as usize);
        (hit.end < stop).then(|| trim(self.text, Span::new(hit.end, stop)))
    }
}

/// Over words and periods that may stand before the subject: "In the second quarter", "the", 今年.
pub(super) fn skip_lead(text: &str, at: usize, figures: &[FigureDraft]) -> usize {
    let mut at = at;
    loop {
        let start = at;
        while let Some(c) =
            scan::char_at(text, at).filter(|c| matches!(c, ' ' | '\u{3000}' | ',' | '，' | '"' | '“' | '「' | ':' | '：' | '-' | '的'))
        {
            at += c.len_utf8();
        }
        // 〔記者…／報導〕
        if let Some(inner) = scan::rest(text, at).strip_prefix(['〔', '【'])
            && let Some(close) = inner.find(['〕', '】']).filter(|c| *c <= BRACKETS)
        {
            at += '〔'.len_utf8() + close + '〕'.len_utf8();
        }
        let next = figures.get(figures.partition_point(|f| (f.place.start as usize) < at));
        if let Some(f) = next.filter(|f| f.when.is_some() && f.place.start as usize == at) {
            at = f.place.end as usize;
        }
        let letter = scan::byte(text, at).to_ascii_lowercase();
        if let Some(e) = letter.is_ascii_alphabetic().then(|| scan::any_word(text, at, FRAMES.lead_en.of(letter.into()))).flatten() {
            at = e;
        }
        if let Some(w) = FRAMES.lead_zh.at(text, at) {
            at += w.len();
        }
        if at == start {
            return at;
        }
    }
}

/// Where the subject of a relative clause behind a figure starts, if it is a name: "that X made".
pub(super) fn relative(text: &str, end: usize) -> Option<usize> {
    let at = scan::any_word(text, scan::blanks_end(text, end), &["that", "which"])?;
    let at = scan::blanks_end(text, at);
    scan::byte(text, at).is_ascii_uppercase().then_some(at)
}

/// Bytes of what stands before the name of somebody with a role: "the property investor".
const ROLE: usize = 32;

/// Where the clause starts that has the subject of a participle: "By buying Y, X has", "Having sold it, X".
fn participle(text: &str, from: usize, to: usize) -> Option<usize> {
    let clause = scan::part(text, from, to);
    let mut words = clause.trim_start().split(' ');
    let first = words.next()?;
    let verb = if first.ends_with("ing") { first } else { words.next()? };
    let led = first.ends_with("ing") || matches!(first, "By" | "After" | "In" | "Before" | "Since" | "Without" | "On" | "by" | "after");
    let plain = verb.len() > 5 && verb.ends_with("ing") && verb.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    (led && plain && scan::byte(text, to) == b',').then_some(to + 1)
}

/// Where the name behind the "by" of a passive starts.
fn agent(text: &str, from: usize, to: usize) -> Option<usize> {
    let at = from + scan::part(text, from, to).find(" by ")? + " by ".len();
    let at = scan::any_word(text, at, &["the"]).map_or(at, |e| scan::blanks_end(text, e));
    scan::byte(text, at).is_ascii_uppercase().then_some(at)
}

/// Where the brackets open that end right before a clause: "X (Y) delivered".
fn before_brackets(text: &str, clause: usize) -> Option<usize> {
    let head = scan::part(text, 0, clause).trim_end();
    let inner = head.strip_suffix([')', '）'])?;
    let open = inner.rfind(['(', '（']).filter(|o| inner.len() - o <= BRACKETS)?;
    Some(inner.get(..open)?.trim_end().len())
}

/// Bytes of the longest brackets that a subject's other name stands in.
const BRACKETS: usize = 80;

/// The end of the part before the first preposition that leads to somebody else.
fn preposition(text: &str, from: usize, to: usize) -> usize {
    let slice = scan::part(text, from, to);
    FRAMES.preposition.first_in(slice).map_or(to, |i| from + i)
}
