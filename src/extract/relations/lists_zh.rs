//! Chinese counts and their lists.

use super::classes::class;
use super::lists::{Found, counted_by};
use crate::extract::figures::scan;
use crate::text::is_han;

pub(super) fn read(text: &str, out: &mut Vec<Found>) {
    for (at, c) in text.char_indices() {
        let Some(n) = numeral(c) else { continue };
        let end = at + c.len_utf8();
        let before = scan::char_before(text, at);
        if before.is_some_and(|c| {
            numeral(c).is_some()
                || matches!(
                    c,
                    '第' | '十'
                        | '百'
                        | '几'
                        | '数'
                        | '.'
                        | '零'
                        | '〇'
                        | '周'
                        | '期'
                        | '千'
                        | '万'
                        | '亿'
                        | '之'
                        | '初'
                        | '其'
                        | '一'
                        | '每'
                        | '约'
                        | '近'
                        | '逾'
                )
                || c.is_ascii_alphanumeric()
        }) || scan::char_at(text, end).is_some_and(|c| {
            numeral(c).is_some() || c.is_ascii_digit() || matches!(c, '十' | '百' | '千' | '万' | '亿' | '多' | '余' | '成' | '.')
        }) {
            continue;
        }
        let found = frame(text, end).and_then(|noun| {
            let list = forward(text, noun, n).or_else(|| backward(text, at, end, noun, n));
            list.map(|(list, items)| Found { count: (at, noun), stated: n, list, items })
        });
        out.extend(found);
    }
}

fn numeral(c: char) -> Option<u16> {
    Some(match c {
        '两' | '二' | '2' => 2,
        '三' | '3' => 3,
        '四' | '4' => 4,
        '五' | '5' => 5,
        '六' | '6' => 6,
        '七' | '7' => 7,
        '八' | '8' => 8,
        '九' | '9' => 9,
        _ => return None,
    })
}

/// Behind what is counted: a classifier or 大 with its noun, or a noun that is its own classifier.
fn frame(text: &str, end: usize) -> Option<usize> {
    if let Some(e) = class("zh-united").at(text, end) {
        return Some(e);
    }
    let classifier = class("zh-classifier").at(text, end);
    let own = class("zh-own").at(text, end);
    let from = match (classifier, own) {
        (Some(c), Some(o)) if o > c => return Some(o),
        (Some(c), _) => c,
        (None, own) => return own,
    };
    // The noun: Han characters up to a mark or a verb of the frame.
    let mut stop = from;
    for (i, c) in scan::rest(text, from).char_indices() {
        let at = from + i;
        // 三家超市, 两所中学: words that open like a verb or end like a place
        if let Some(end) = class("zh-noun-own").at(text, at).filter(|_| at == from) {
            stop = end;
        }
        if at < stop {
            continue;
        }
        if !is_han(c) && !c.is_ascii_alphanumeric()
            || i > 24
            || class("zh-frame").at(text, at).is_some()
            || class("zh-noun-end").at(text, at).is_some()
        {
            break;
        }
        stop = at + c.len_utf8();
    }
    Some(stop)
}

type List = ((usize, usize), (u16, u16));

/// The list behind a count: a colon, 分别为, 即, brackets, dashes.
fn forward(text: &str, noun: usize, stated: u16) -> Option<List> {
    let mut next = noun;
    if scan::rest(text, next).starts_with('之') {
        return None;
    }
    let mark = |at: usize, marks: &[char]| scan::char_at(text, at).filter(|c| marks.contains(c)).map(|c| at + c.len_utf8());
    if let Some(open) = mark(next, &['(']) {
        let close = open + scan::rest(text, open).find(')')?;
        return row(text, open, close, true);
    }
    if let Some(open) = mark(next, &['—', '–']) {
        let open = open + scan::rest(text, open).chars().take_while(|c| matches!(c, '—' | '–')).map(char::len_utf8).sum::<usize>();
        let close = open + scan::rest(text, open).find(['—', '–', '。', ';', '\n']).unwrap_or(scan::rest(text, open).len());
        return row(text, open, close, true);
    }
    if let Some(open) = mark(next, &[':']) {
        return behind_colon(text, open, stated);
    }
    // 提出三项措施。一是…
    if let Some(open) = mark(next, &['。'])
        && ["zh-marks-shi", "zh-marks-di", "zh-marks-order"].iter().any(|c| marks(scan::rest(text, open), c).next() == Some(1))
        && ["一", "首", "第一"].iter().any(|w| scan::rest(text, open).starts_with(w))
    {
        return behind_colon(text, open, stated);
    }
    next = mark(next, &[',', '，']).unwrap_or(next);
    // 四位作家是甲、乙和丙
    if let Some(open) = class("zh-copula").at(text, next)
        && class("zh-persons").in_text(scan::lead(text, noun, 15))
        && let Some(list) = behind_colon(text, open, stated)
    {
        let items: Vec<&str> = scan::part(text, list.0.0, list.0.1).split(['、', '和', '与', '及']).collect();
        return (items.len() > 2 && items.iter().all(|i| (2..=5).contains(&i.chars().count()))).then_some(list);
    }
    // 三位获奖者昨日揭晓,分别为…
    let near = scan::rest(text, next).char_indices().take(13).take_while(|(_, c)| is_han(*c));
    let frame =
        |i: usize| class("zh-frame").at(text, i).map(|e| (e, false)).or_else(|| class("zh-frame-at").at(text, i).map(|e| (e, true)));
    let (open, placed) = near.filter_map(|(i, _)| frame(next + i)).next()?;
    let open = mark(open, &[':']).unwrap_or(open);
    // Two of three plants may stand in one place.
    behind_colon(text, open, stated).filter(|list| !placed || list.1.0 > stated && !scan::part(text, list.0.0, list.0.1).contains('的'))
}

fn behind_colon(text: &str, from: usize, stated: u16) -> Option<List> {
    let rest = scan::rest(text, from);
    let end = from + rest.find(['。', '!', '?', '\n']).unwrap_or(rest.len());
    let body = scan::part(text, from, end);
    if body.starts_with(['“', '"', '「', '『']) && !body.contains('、') {
        return None;
    }
    // 一是…二是…, 第一…第二…
    let block = scan::rest(text, from);
    for style in ["zh-marks-shi", "zh-marks-di", "zh-marks-qi", "zh-marks-order"] {
        let all: Vec<u16> = marks(block, style).collect();
        if all.is_empty() {
            continue;
        }
        let last = counted_by(all.into_iter())?;
        let inside = counted_by(marks(body, style)) == Some(last);
        let short = inside && !class("zh-more").in_text(block);
        return (last > stated || short && last < stated).then_some(((from, end), (last, last)));
    }
    if body.contains(';') {
        let items = body.split(';').filter(|s| !s.trim().is_empty()).count() as u16;
        return (items >= 2 && !class("zh-open").in_text(body)).then_some(((from, end), (items, items)));
    }
    if body.contains('、') || !body.contains([',', '，']) {
        let stop = from + body.find([',', '，', ':', '(']).unwrap_or(body.len());
        return row(text, from, stop, stop == end);
    }
    // 降低成本,提高质量,扩大市场。: clauses of like length
    let parts: Vec<&str> = body.split([',', '，']).map(str::trim).collect();
    let lengths: Vec<usize> = parts.iter().map(|p| p.chars().count()).collect();
    let (least, most) = (lengths.iter().min()?, lengths.iter().max()?);
    let like = *most <= 10 && *least >= 2 && most - least <= 2 && !class("zh-open").in_text(body) && parts.len() >= 2;
    like.then_some(((from, end), (parts.len() as u16, parts.len() as u16)))
}

fn marks<'a>(text: &'a str, style: &'static str) -> impl Iterator<Item = u16> + 'a {
    text.char_indices().filter_map(move |(at, _)| {
        let opens = scan::char_before(text, at)
            .is_none_or(|c| matches!(c, ',' | '，' | ';' | '。' | ':' | '!' | '?' | ' ' | '、' | '“' | '(' | '和' | '而'));
        let e = if opens { class(style).at(text, at)? } else { return None };
        let order = ["首先", "其次", "再次", "最后"];
        if let Some(i) = order.iter().position(|w| scan::part(text, at, e) == *w) {
            return Some(i as u16 + 1);
        }
        scan::part(text, at, e).chars().find_map(|c| if c == '一' { Some(1) } else { numeral(c) })
    })
}

/// Items between 、, the last one behind 和, 与, 及, 以及.
fn row(text: &str, from: usize, to: usize, whole: bool) -> Option<List> {
    let body = scan::part(text, from, to);
    let trimmed = body.trim();
    if trimmed.is_empty() || class("zh-open").in_text(body) || class("zh-example").in_text(body) || body.contains(['。', ';']) {
        return None;
    }
    let segments: Vec<&str> = trimmed.split('、').map(str::trim).collect();
    if segments.iter().any(|s| s.is_empty() || s.chars().count() > 30 || opens_with_count(s)) {
        return None;
    }
    let k = segments.len() as u16;
    // 大儿子、二儿子和一个女儿: the last is counted apart
    if segments
        .last()
        .is_some_and(|s| s.char_indices().filter_map(|(i, _)| class("zh-and").at(s, i)).any(|e| opens_with_count(scan::rest(s, e))))
    {
        return None;
    }
    let joins: Vec<u16> = segments.iter().map(|s| conjunctions(s)).collect();
    let (last, rest) = joins.split_last()?;
    let inner: u16 = rest.iter().sum();
    if k == 1 {
        // A和B
        return (*last >= 1 && whole).then_some(((from, to), (2, 1 + last)));
    }
    let (least, most) = match (last, inner) {
        (0, 0) => (k, k),
        (0, _) => (k, k + inner),
        (1, 0) => (k + 1, k + 1),
        _ => (k, k + inner + last),
    };
    // Without 和 the list may go on behind the comma that ends it here.
    (whole || *last > 0 || inner > 0 || k > 2).then_some(((from, to), (least, most)))
}

fn opens_with_count(item: &str) -> bool {
    let first = item.chars().next();
    first.is_some_and(|c| c.is_ascii_digit()) && item.chars().any(is_han) && !item.contains('年')
        || first.is_some_and(|c| numeral(c).is_some() || matches!(c, '一' | '十'))
            && class("zh-classifier").at(item, first.map_or(0, char::len_utf8)).is_some()
}

/// How many times 和, 与, 及, 以及, 或 stand between words of an item.
fn conjunctions(item: &str) -> u16 {
    let mut n = 0;
    let mut skip = 0;
    for (i, c) in item.char_indices() {
        if i < skip || i == 0 {
            continue;
        }
        if let Some(e) = class("zh-and-word").at(item, i) {
            skip = e;
            continue;
        }
        if let Some(e) = class("zh-and").at(item, i) {
            skip = e;
            n += u16::from(e < item.len());
            continue;
        }
        skip = i + c.len_utf8();
    }
    n
}

/// The list before a count: A、B和C三家公司, A、B、C、D四位一体, A、B以及C的五大部门.
fn backward(text: &str, at: usize, end: usize, noun: usize, stated: u16) -> Option<List> {
    let great = scan::rest(text, end).starts_with('大');
    let united = class("zh-united").at(text, end).is_some();
    let head = scan::part(text, 0, at);
    let head = head.trim_end_matches(['这', '共', ' ']);
    let of = head.strip_suffix('的').filter(|_| great);
    let head = of.unwrap_or(head);
    if head.ends_with(['、', ',', '，', ':', '。', ';', ')', '”', '」', '》']) && !head.ends_with(['”', '」', '》']) {
        return None;
    }
    let from = head
        .rfind([',', '，', '。', ';', ':', '!', '?', '\n', '(', ')'])
        .map_or(0, |i| i + scan::char_at(head, i).map_or(1, char::len_utf8));
    let from = behind_count(text, from, head.len());
    let body = scan::part(text, from, head.len());
    if !body.contains('、') && conjunctions(body) == 0 || class("zh-open").in_text(body) || class("zh-example").in_text(body) {
        return None;
    }
    let segments: Vec<&str> = body.split('、').collect();
    let (last, rest) = segments.split_last()?;
    if class("zh-not-item").in_text(body) || segments.iter().skip(1).any(|s| s.is_empty() || opens_with_count(s) || s.chars().count() > 16)
    {
        return None;
    }
    // A verb in the last item: the count belongs to it (在北京、上海开设五家门店).
    let tail_item = {
        let cut = last.char_indices().rfind(|(i, _)| class("zh-and").at(last, *i).is_some() && *i > 0);
        cut.and_then(|(i, _)| class("zh-and").at(last, i)).map_or(*last, |e| scan::rest(last, e))
    };
    if class("zh-verb").in_text(tail_item)
        || tail_item.chars().count() > 12
        || tail_item.is_empty()
        || tail_item.ends_with([
            '了', '过', '着', '有', '是', '为', '以', '用', '由', '在', '于', '对', '将', '把', '被', '从', '到', '向', '各', '均', '都',
            '再', '又', '也',
        ])
    {
        return None;
    }
    let k = segments.len() as u16;
    let joins = conjunctions(last);
    let inner: u16 = rest.iter().skip(1).map(|s| conjunctions(s)).sum::<u16>() + rest.first().map_or(0, |s| conjunctions(s));
    let (least, most) = if k == 1 {
        let right = last.rsplit(['和', '与', '及']).next().unwrap_or("");
        if joins != 1 || right.chars().count() > 8 {
            return None;
        }
        (2, 2)
    } else {
        match (joins, inner) {
            (0, 0) => (k, k),
            (0, _) => (k, k + inner),
            (1, 0) => (k + 1, k + 1),
            _ => (k, k + inner + joins),
        }
    };
    let name = scan::part(text, end, noun);
    let placed = !united && class("zh-placed").in_text(name);
    if most < stated && (placed || k == 1 && !great && !class("zh-firm").in_text(name)) || of.is_some() && k < 3 {
        return None;
    }
    let follows = scan::rest(text, noun);
    if follows.starts_with(['之', '多', '余']) && !united {
        return None;
    }
    // The first item may reach back into the clause: it opens behind the last verb.
    let first = segments.first().map_or(0, |s| class("zh-opens").in_text(s).then(|| last_open(s)).flatten().unwrap_or(0));
    Some(((from + first, head.len()), (least, most)))
}

/// Behind the last count with its noun in a stretch, whose own list stands before it: 甲、乙两家公司和丙、丁两家机构.
fn behind_count(text: &str, from: usize, to: usize) -> usize {
    let mut start = from;
    for (i, c) in scan::part(text, from, to).char_indices() {
        let end = from + i + c.len_utf8();
        if numeral(c).is_some()
            && (class("zh-classifier").at(text, end).is_some() || class("zh-own").at(text, end).is_some())
            && let Some(noun) = frame(text, end).filter(|n| *n < to)
            && let Some(next) = class("zh-and").at(text, noun)
        {
            start = next;
        }
    }
    start
}

/// Behind the last word in `text` that a list follows.
fn last_open(text: &str) -> Option<usize> {
    text.char_indices().filter_map(|(i, _)| class("zh-opens").at(text, i)).rfind(|e| *e < text.len())
}
