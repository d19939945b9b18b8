//! Values with a notation of their own.

use toml_edit::Item;

/// A number of bytes, or digits with a unit. K, M and G are powers of 1,024 with and without an `i`, as file managers
/// and search tools have it.
pub(super) fn size(item: &Item) -> Option<u64> {
    if let Some(bytes) = item.as_integer() {
        return u64::try_from(bytes).ok().filter(|b| *b > 0);
    }
    let text = item.as_str()?.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = unit.trim().to_ascii_lowercase();
    let shift = match unit.strip_suffix("ib").or_else(|| unit.strip_suffix('b')).unwrap_or(&unit) {
        "" => 0,
        "k" => 10,
        "m" => 20,
        "g" => 30,
        _ => return None,
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let whole: u64 = whole.parse().ok()?;
    let fraction = if fraction.is_empty() {
        0
    } else {
        let digits: u64 = fraction.get(..fraction.len().min(6))?.parse().ok()?;
        (digits << shift) / 10u64.pow(fraction.len().min(6) as u32)
    };
    whole.checked_mul(1 << shift)?.checked_add(fraction).filter(|b| *b > 0)
}

/// `Area/City`, `UTC`, `+08:00`: the shape alone; the table of zones is the system's.
pub(super) fn is_timezone(text: &str) -> bool {
    let offset = text.strip_prefix(['+', '-']).is_some_and(|rest| {
        let mut parts = rest.splitn(2, ':');
        let number = |p: Option<&str>, most: u8| p.is_some_and(|p| p.len() == 2 && p.parse::<u8>().is_ok_and(|n| n <= most));
        number(parts.next(), 14) && parts.next().is_none_or(|m| number(Some(m), 59))
    });
    let name = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic()) && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-+".contains(&b))
    };
    offset || matches!(text, "UTC" | "GMT") || (text.contains('/') && text.split('/').all(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_in_powers_of_1024() {
        let cases = [
            ("\"16MB\"", Some(16 << 20)),
            ("\"512 KiB\"", Some(512 << 10)),
            ("\"1.5 g\"", Some(3 << 29)),
            ("\"100\"", Some(100)),
            ("2048", Some(2048)),
            ("0", None),
            ("-3", None),
            ("\"\"", None),
            ("\"MB\"", None),
            ("\"99999999999999999999\"", None),
            ("\"99999999999 GB\"", None),
            ("1.5", None),
        ];
        for (value, expected) in cases {
            let text = format!("a = {value}");
            let document = toml_edit::Document::parse(text.as_str()).expect("sound");
            assert_eq!(size(&document["a"]), expected, "{value}");
        }
    }

    #[test]
    fn time_zones_are_names_or_offsets() {
        for zone in ["UTC", "Asia/Shanghai", "America/Argentina/Buenos_Aires", "Etc/GMT+8", "+08:00", "-0330", "+08"] {
            assert_eq!(is_timezone(zone), zone != "-0330", "{zone}");
        }
        for zone in ["", "Mars", "+8", "+15:00", "+08:60", "/", "Asia/", "+甲"] {
            assert!(!is_timezone(zone), "{zone}");
        }
    }
}
