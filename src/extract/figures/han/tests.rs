//! Chinese numerals and amounts as tables of examples, in both scripts.

use super::super::tests::table;

#[test]
fn guesses_between_two_digits() {
    table(&[
        ("来了三四个，还有七八位", "quantity 3..4 个 | quantity 7..8 person"),
        ("等了兩三天", "duration 2..3 day"),
        ("十三四個和一兩百個", "quantity 13..14 个 | quantity 100..200 个"),
        ("他二十七八岁", "age 27..28 year"),
        ("一千二三百人", "quantity 1200..1300 person"),
        ("七八十个", "quantity 70..80 个"),
        ("二三十萬元", "money 200000..300000 CNY"),
        ("有七八成，降了三五百块", "percent 70..80 percent | money 300..500 CNY"),
        ("有三、四个", "quantity 3..4 个"),
        ("三八折", "percent 38 percent"),
        ("三四线城市，十有八九", ""),
    ]);
}

#[test]
fn numerals_in_their_spoken_and_printed_forms() {
    table(&[
        ("共三百五万，百二萬", "number 3500000 | number 1200000"),
        ("约3万5，1千3百万", "number 35000 (about) | number 13000000"),
        ("計四百億點零五，兩千三點一", "number 40000000000.05 | number 2300.1"),
        ("壹佰〇伍和卅多家", "number 105 | quantity 30 家 (over)"),
        ("三百 又 3分 之1", "number 300.33333333333333333333333333"),
        ("近一半，過半數", "number 0.5 (nearly) | number 0.5 (over)"),
        ("五打雞蛋，10打，半打", "number 60 | number 120 | number 6"),
        ("打工，一打开，三打白骨精", ""),
        ("百余人、十来个和30來歲", "quantity 100 person (over) | quantity 10 个 (over) | age 30 year (over)"),
        ("過億，上百家，近万人", "number 100000000 (over) | quantity 100 家 (at-least) | quantity 10000 person (nearly)"),
        ("增长数倍，漲幾十倍，兩倍半", "multiple 2..9 | multiple 20..99 | multiple 2.5"),
    ]);
}

#[test]
fn shares() {
    table(&[
        ("百分之十到百分之二十", "percent 10..20 percent"),
        ("三到五成，6-8折", "percent 30..50 percent | percent 60..80 percent"),
        ("千万分之六，萬分之三，負百分之五", "percent 0.00006 percent | percent 0.03 percent | percent -5 percent"),
        ("百 分 之 一 百二 十点 五", "percent 120.5 percent"),
        ("一 百 五 十 個 百 分 點", "percent 150 percentage-point"),
        ("百分百，半價，对折", "percent 100 percent | percent 50 percent | percent 50 percent"),
        ("三成五，九成九，兩成三反對", "percent 35 percent | percent 99 percent | percent 23 percent"),
        ("由五成升至六成，增长五成到六成", "percent 50 percent | percent 60 percent | percent 50..60 percent"),
        ("增长-3.5%", "percent -3.5 percent"),
        ("十折，百折不挠，骨折，成立三成功", ""),
    ]);
}

#[test]
fn ranges_and_two_sides() {
    table(&[
        ("大于10小于20", "range 10..20"),
        ("不低于5%且不超過10%", "percent 5..10 percent"),
        ("18岁以上60岁以下", "age 18..60 year"),
        ("在1000以上， 1500以下", "range 1000..1500"),
        ("超過3億元但不到5億元", "money 300000000..500000000 CNY"),
        ("大于50并小于12", "number 50 (over) | number 12 (under)"),
        ("超过30人，成本低于20元", "quantity 30 person (over) | money 20 CNY (under)"),
        ("小于 或 等于100", "number 100 (at-most)"),
        ("> = 5", "number 5 (at-least)"),
        ("五块六到五块七毛八", "money 5.6..5.78 CNY"),
        ("零下5至零下3度，零上五度", "temperature -5..-3 degree | temperature 5 degree"),
    ]);
}

#[test]
fn money_units_and_ages() {
    table(&[
        ("三块零四，三蚊五，五蚊六毫", "money 3.04 CNY | money 3.5 HKD | money 5.6 HKD"),
        ("10块5毛2，十二個半", "money 10.52 CNY | quantity 12.5 个"),
        ("2角，五分錢，5毫米", "money 0.2 CNY | money 0.05 CNY | quantity 5 millimetre"),
        ("身高一米七五，1米85，烧到38度5", "quantity 1.75 metre | quantity 1.85 metre | temperature 38.5 degree"),
        ("100米跑出9秒58夺冠", "quantity 100 metre | duration 9.58 second"),
        ("日均用电200度，两日内", "quantity 200 kilowatt hour | duration 2 day"),
        ("三个亿，5個多億元，几块钱", "number 300000000 | money 500000000 CNY (over) | money 2..9 CNY"),
        ("时速约300公里，每秒8米", "quantity 300 kilometre per hour (about) | quantity 8 metre per second"),
        ("走了五里，三丈高", "quantity 5 li | quantity 3 zhang"),
        ("五千吨和3千克", "quantity 5000 tonne | quantity 3 kilogram"),
        ("六旬老人，享年九十三，37歲半", "age 60 year | age 93 year | age 37.5 year"),
        ("三里屯，百里挑一，单位：万元", ""),
    ]);
}

#[test]
fn set_phrases_are_no_figures() {
    table(&[
        ("四位一體，三頭六臂，五光十色，七零八落", ""),
        ("成千上萬，數以萬計，千萬要記住，萬萬沒想到", ""),
        ("一波三折，丢三落四，举一反三。", ""),
        ("80後，雙11，9·11事件，二十大", ""),
        ("三根据，五支持，两首先，四位于", ""),
        ("歼-20，东风-41，4K电视，5A级景区，五台山，七台河市", ""),
        ("半山腰，后半程，半導體", ""),
    ]);
}

#[test]
fn signs_angles_and_what_units_share() {
    table(&[
        ("共10万8,320人，1萬1,000名", "quantity 108320 person | quantity 11000 名"),
        ("二三十亿至四五十亿", "range 2000000000..5000000000"),
        ("误差为正负3个百分点", "percent 3 percentage-point"),
        ("净利润为-1.2万元，增长-3%", "money -12000 CNY | percent -3 percent"),
        ("分别低0.3个和2.4个百分点", "percent 0.3 percentage-point | percent 2.4 percentage-point"),
        (
            "360度全景，转了90度，炉温1000度，气温30度",
            "quantity 360 degree | quantity 90 degree | temperature 1000 degree | temperature 30 degree",
        ),
        ("北纬30度，零下20多度", "quantity 30 degree | temperature -20 degree (under)"),
        ("用时3分20秒，等了分半钟，两个来月", "duration 200 second | duration 1.5 minute | duration 2 month (over)"),
        ("一天24小时，一年365天", "duration 1 day | duration 24 hour | duration 1 year | duration 365 day"),
        ("节约20元，签约3家，附近2家，约3家", "money 20 CNY | quantity 3 家 | quantity 2 家 | quantity 3 家 (about)"),
    ]);
}

#[test]
fn names_with_numbers_are_no_figures() {
    table(&[
        ("沪深300指数，标普500，波音737，小米10，运20", ""),
        ("三号航站楼，10号线，319国道，863计划，12345热线", ""),
        ("世界500强，三等奖，十九届五中全会，百亿补贴，万亿级市场", ""),
        ("一二·九运动，四三二一，九九六，《1984》，《惊涛2》", ""),
        ("周一凡出任总经理，周三多教授到场", ""),
        ("三元锂电池，三元股份，三元一斤", "money 3 CNY | quantity 1 jin"),
        ("代码600000，邮编：100000", ""),
        ("每周一、三、五，每月15日", ""),
        ("两度登上舞台，三度蝉联，一块肥肉", ""),
        ("四百万日本人", "number 4000000"),
    ]);
}

#[test]
fn yuan_is_the_money_that_the_block_names() {
    table(&[
        ("票箱收入為新臺幣26億元，年增一成，附屬事業收入3億元", "money 2600000000 TWD | percent 10 percent | money 300000000 TWD"),
        ("票箱收入為新臺幣26億元，人民幣5億元，其餘3億元", "money 2600000000 TWD | money 500000000 CNY | money 300000000 CNY"),
        ("收入新台币26亿元，约合6亿元", "money 2600000000 TWD | money 600000000 CNY (about)"),
    ]);
}
