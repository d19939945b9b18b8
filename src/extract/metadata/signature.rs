//! Signatures by which near copies of an article are found.

use crate::text::is_han;

/// One-permutation MinHash (Li, Owen and Zhang 2012) over shingles of four tokens, a token being a Han character or a
/// word of other letters: each shingle falls into one of sixteen bins, each bin keeps its smallest hash.
#[derive(Clone, Debug, PartialEq)]
pub struct Shingles {
    bins: [u32; 16],
    count: u32,
}

/// Tokens of a shingle.
const WIDTH: usize = 4;
/// Articles with fewer shingles have no signature: short notices are alike without being copies.
const FEWEST: u32 = 64;

impl Default for Shingles {
    fn default() -> Shingles {
        Shingles { bins: [u32::MAX; 16], count: 0 }
    }
}

impl Shingles {
    /// Of the reading of a block.
    pub fn new(reading: &str) -> Shingles {
        let mut shingles = Shingles::default();
        let mut window = [0u64; WIDTH];
        let mut seen = 0;
        let mut word = WORD;
        let mut in_word = false;
        for c in reading.chars() {
            let alphanumeric = c.is_alphanumeric();
            if alphanumeric && !is_han(c) {
                word = mix(word ^ c.to_ascii_lowercase() as u64);
                in_word = true;
                continue;
            }
            if std::mem::take(&mut in_word) {
                shingles.push(&mut window, &mut seen, word);
                word = WORD;
            }
            if alphanumeric {
                shingles.push(&mut window, &mut seen, mix(c as u64));
            }
        }
        if in_word {
            shingles.push(&mut window, &mut seen, word);
        }
        shingles
    }

    fn push(&mut self, window: &mut [u64; WIDTH], seen: &mut usize, token: u64) {
        window.rotate_left(1);
        window[WIDTH - 1] = token;
        *seen += 1;
        if *seen >= WIDTH {
            let hash = window.iter().fold(0, |h, t| mix(h ^ t));
            let bin = &mut self.bins[(hash & 15) as usize];
            *bin = (*bin).min((hash >> 32) as u32);
            self.count += 1;
        }
    }
}

const WORD: u64 = 0x51;

/// The finaliser of splitmix64.
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The signature of an article from its blocks'; none for one that is too short.
pub fn signature_of<'a>(blocks: impl Iterator<Item = &'a Shingles>) -> Option<Box<[u32; 16]>> {
    let mut all = Shingles::default();
    for block in blocks {
        all.count += block.count;
        for (bin, other) in all.bins.iter_mut().zip(block.bins) {
            *bin = (*bin).min(other);
        }
    }
    (all.count >= FEWEST).then(|| Box::new(all.bins))
}
