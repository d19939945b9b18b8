//! Chinese numerals as tables of examples.

use super::super::tests::table;

#[test]
fn guesses_between_two_digits() {
    table(&[
        ("来了三四个，还有七八位", "quantity 3..4 个 | quantity 7..8 person"),
        ("等了兩三天", "duration 2..3 day"),
        ("十三四個和一兩百個", "quantity 13..14 个 | quantity 100..200 个"),
        ("二十七八岁", "age 27..28 year"),
        ("一千二三百人", "quantity 1200..1300 person"),
        ("二三十萬元", "money 200000..300000 CNY"),
    ]);
}
