//! Finds lengths of time in scripts without spaces: `2週間`, `昨日から`, `3天`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::words::Words;
use crate::text::is_unspaced;

/// A number and a unit, or a point in the calendar with "from".
static SAID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:丸|まる|まるまる)?([0-9０-９]{1,3}|[一二三四五六七八九十两兩几幾半]{1,3}|数|일|이|삼|한 ?|두 ?|세 ?) ?(週間|か月間?|ヶ月間?|ヵ月間?|カ月間?|ケ月間?|日間|年間|時間|个月|個月|星期|小时|小時|개월|달|주일|시간|일|주|년|天|周|週|日|年)\
         |(昨日|一昨日|今朝|昨夜|昨晩|先週の[月火水木金土日]曜日?|先週|先月|おととい|きのう|今週|今月|正月|夏|春|秋|冬|去年|週末|[月火水木金土日]曜日?|[0-9０-９]{1,2}月([0-9０-９]{1,2}日)?)の?[朝晩夜]?から\
         |(半年|半月)間?|(이틀|사흘|나흘|열흘|보름)(째)?|(어제|그제|지난주|지난달|오늘 아침|[월화수목금토일]요일)부터\
         |从?(昨天|前天|上周|上个月|上個月|上週|今早|今天早上|周[一二三四五六日]|星期[一二三四五六日])(开始|開始|起)",
    )
    .ok()
});

/// The first length, in bytes of the text, with its days when they are plain.
pub(super) fn read(words: Words<'_>) -> Option<(Range<usize>, Option<u32>)> {
    if words.text().is_ascii() {
        return None;
    }
    let here = (0..words.count())
        .filter(|at| words.typed(&(*at..*at + 1)).contains(|ch| is_unspaced(ch) || is_hangul(ch)));
    let regex = SAID.as_ref()?;
    for at in here {
        let span = words.span(&(at..at + 1));
        let found = words.typed(&(at..at + 1));
        for found in regex.captures_iter(found) {
            let Some(all) = found.get(0) else { continue };
            let behind = words.text().get(span.start + all.end()..span.end).unwrap_or_default();
            // "5月3日に買った" dates something else; "14時間残り" is time remaining.
            if behind.starts_with(['残', 'に']) || behind.starts_with("以内") {
                continue;
            }
            let days =
                found.get(1).zip(found.get(2)).and_then(|(count, unit)| days(count.as_str(), unit.as_str()));
            return Some((span.start + all.start()..span.start + all.end(), days));
        }
    }
    None
}

fn is_hangul(ch: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&ch)
}

fn days(count: &str, unit: &str) -> Option<u32> {
    let count: u32 = count.parse().ok()?;
    let each = match unit.chars().next()? {
        '週' | '周' | '星' | '주' => 7,
        'か' | 'ヶ' | 'ヵ' | 'カ' | 'ケ' | '个' | '個' | '개' => 30,
        '年' | '년' => 365,
        '時' | '小' | '시' => return Some(count / 24),
        _ => 1,
    };
    count.checked_mul(each)
}
