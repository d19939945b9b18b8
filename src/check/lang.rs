//! The language that messages are worded in.

/// The reader's language: labels, titles of actions and choice among an entity's names follow it. Article text never
/// does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    #[default]
    English,
    Hans,
    Hant,
}

impl Lang {
    /// From a locale (`zh-TW`, `zh_CN.UTF-8`, `en`); whatever is not Chinese is English.
    pub fn of_locale(locale: &str) -> Lang {
        let lower = locale.to_ascii_lowercase().replace('_', "-");
        let mut parts = lower.split(['-', '.', '@']);
        if parts.next() != Some("zh") {
            return Lang::English;
        }
        match parts.find(|p| matches!(*p, "hant" | "tw" | "hk" | "mo" | "hans" | "cn" | "sg")) {
            Some("hant" | "tw" | "hk" | "mo") => Lang::Hant,
            _ => Lang::Hans,
        }
    }
    /// The key of glossary names: `en`, `zh-Hans`, `zh-Hant`.
    pub fn key(self) -> &'static str {
        self.pick("en", "zh-Hans", "zh-Hant")
    }
    pub fn is_chinese(self) -> bool {
        self != Lang::English
    }
    /// One of three wordings of the same thing.
    pub fn pick<T>(self, en: T, hans: T, hant: T) -> T {
        match self {
            Lang::English => en,
            Lang::Hans => hans,
            Lang::Hant => hant,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales() {
        for (locale, want) in [
            ("en", Lang::English),
            ("", Lang::English),
            ("de-AT", Lang::English),
            ("zh", Lang::Hans),
            ("zh-cn", Lang::Hans),
            ("zh_TW.UTF-8", Lang::Hant),
            ("zh-Hant-HK", Lang::Hant),
            ("zh-Hans-HK", Lang::Hans),
            ("zhuang", Lang::English),
        ] {
            assert_eq!(Lang::of_locale(locale), want, "{locale}");
        }
    }
}
