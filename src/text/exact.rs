//! Exact decimal numbers. Never a float, never a panic.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// An exact decimal of up to 28 digits. Every operation that could leave that range gives `None`: a figure without a
/// value, never a wrong one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(Decimal);

// The operators' traits cannot answer `None`.
#[allow(clippy::should_implement_trait)]
impl Exact {
    pub const ZERO: Exact = Exact(Decimal::ZERO);
    pub const ONE: Exact = Exact(Decimal::ONE);
    pub const HUNDRED: Exact = Exact(Decimal::ONE_HUNDRED);

    /// Reads plain digits with an optional sign and decimal point (`-1234.50`); no grouping, no exponent.
    pub fn parse(digits: &str) -> Option<Exact> {
        Decimal::from_str_exact(digits).ok().map(Exact)
    }
    pub fn from_int(n: i64) -> Exact {
        Exact(Decimal::from(n))
    }
    /// 10^`power`, for -28 to 28.
    pub fn pow10(power: i32) -> Option<Exact> {
        match power {
            0..=28 => Some(Exact(Decimal::from_i128_with_scale(10i128.pow(power as u32), 0))),
            -28..=-1 => Some(Exact(Decimal::from_i128_with_scale(1, power.unsigned_abs()))),
            _ => None,
        }
    }
    pub fn add(self, o: Exact) -> Option<Exact> {
        self.0.checked_add(o.0).map(Exact)
    }
    pub fn sub(self, o: Exact) -> Option<Exact> {
        self.0.checked_sub(o.0).map(Exact)
    }
    pub fn mul(self, o: Exact) -> Option<Exact> {
        self.0.checked_mul(o.0).map(Exact)
    }
    pub fn div(self, o: Exact) -> Option<Exact> {
        self.0.checked_div(o.0).map(Exact)
    }
    pub fn neg(self) -> Exact {
        Exact(-self.0)
    }
    pub fn abs(self) -> Exact {
        Exact(self.0.abs())
    }
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }
    pub fn is_integer(self) -> bool {
        self.0.is_integer()
    }
    /// The integer it is, if it is one that fits.
    pub fn to_i64(self) -> Option<i64> {
        if self.0.is_integer() { self.0.to_i64() } else { None }
    }
    /// Rounded half away from zero to `places` decimals.
    pub fn round(self, places: u32) -> Exact {
        Exact(self.0.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
    }
    /// How many decimals it was written with (trailing zeros count: `3.50` has two).
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }
    pub fn floor(self) -> Exact {
        Exact(self.0.floor())
    }
}

/// Plain decimal notation: ASCII `-`, no exponent, no grouping, no trailing zeros.
impl std::fmt::Display for Exact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let normal = self.0.normalize();
        if normal.is_zero() { f.pad("0") } else { f.pad(&normal.to_string()) }
    }
}
impl std::fmt::Debug for Exact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}
impl serde::Serialize for Exact {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
