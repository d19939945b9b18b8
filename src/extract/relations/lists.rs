//! Counts and the lists that they count: "three plants, in A, B and C", 四项措施:减税、降费和补贴, A、B和C三家公司.
//!
//! The count and its frame are looked for in the reading itself, since words like 三国 are no figures. What leaves
//! a list open (including, such as, 等), what only distributes it and what cannot be parted with certainty gives
//! no relation; where "and" may stand inside an item, the relation holds both numbers.

use super::{lists_en, lists_zh};
use crate::extract::claims::Prose;
use crate::extract::{FigureRelation, FigureRelationKind};
use crate::text::Span;

/// A count with its list, in bytes of the reading.
pub(super) struct Found {
    /// The count with its noun.
    pub count: (usize, usize),
    pub stated: u16,
    pub list: (usize, usize),
    /// Fewest and most items that can be read in the list.
    pub items: (u16, u16),
}

pub(super) fn read(prose: &Prose, out: &mut Vec<FigureRelation>) {
    let mut found = Vec::new();
    lists_en::read(prose.text, &mut found);
    if !prose.text.is_ascii() {
        lists_zh::read(prose.text, &mut found);
    }
    for f in found {
        let source = |(from, to): (usize, usize)| prose.reading.source(Span::new(from, to.max(from)));
        let kind = FigureRelationKind::List { stated: f.stated, list: source(f.list), items: f.items };
        let span = source(f.count);
        // What touches damaged text is not to be trusted.
        if !prose.reading.is_damaged(Span::new(f.count.0, f.count.1)) {
            out.push(FigureRelation { span, kind });
        }
    }
}

/// What ordinal markers (first, second; 一是, 二是) in a text say: how far they count from one without a gap. None
/// where there are not two of them.
pub(super) fn counted_by(numbers: impl Iterator<Item = u16>) -> Option<u16> {
    let mut last = 0;
    for n in numbers {
        if n == last + 1 {
            last = n;
        } else if n > last + 1 || n == 1 && last > 1 {
            return None;
        }
    }
    (last >= 2).then_some(last)
}
