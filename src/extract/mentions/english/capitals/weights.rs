//! What each piece of evidence weighs: a linear model, fitted once and kept as data.

use std::sync::LazyLock;

use super::evidence::{Bits, NAMES};
use crate::glossary::EntityType;

/// The type that the evidence speaks for most, and by how much it beats "no actor, no product".
pub(super) fn best(bits: Bits) -> Option<(EntityType, i16)> {
    let weights = &*WEIGHTS;
    let mut sums = weights.base;
    for at in bits.each() {
        let Some(row) = weights.rows.get(at) else { continue };
        sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += i32::from(*w));
    }
    let best = (0..sums.len()).max_by_key(|i| sums[*i])?;
    Some((EntityType::ALL[best], sums[best].clamp(-3000, 3000) as i16))
}

struct Weights {
    /// Of every candidate, for a person, an organization, a product.
    base: [i32; 3],
    /// The same for each bit.
    rows: Vec<[i16; 3]>,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights = Weights { base: [0; 3], rows: vec![[0; 3]; NAMES.len()] };
    for line in include_str!("../../data/weights_en.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let name = columns.next().unwrap_or("");
        let mut row = [0i16; 3];
        row.iter_mut().zip(columns).for_each(|(w, c)| *w = c.parse().unwrap_or(0));
        if name == "base" {
            weights.base = row.map(i32::from);
        } else if let Some(at) = NAMES.iter().position(|n| *n == name) {
            weights.rows[at] = row;
        }
    }
    weights
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_piece_of_evidence_has_its_weights() {
        let data = include_str!("../../data/weights_en.tsv");
        let mut named: Vec<&str> = data.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next()).collect();
        let mut expected: Vec<&str> = NAMES.iter().copied().chain(["base"]).collect();
        named.sort_unstable();
        expected.sort_unstable();
        assert_eq!(named, expected);
        for line in data.lines().filter(|l| !l.starts_with('#')) {
            assert!(line.split('\t').skip(1).filter_map(|c| c.parse::<i16>().ok()).count() == 3, "{line}");
        }
    }
}
