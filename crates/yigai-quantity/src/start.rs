//! The characters at which a mention may begin.

use yigai_numeral::lookup::CharSet;

/// Digits, numerals and the words and marks that stand first in a mention.
pub(crate) const STARTS: CharSet = CharSet::of(concat!(
    "0123456789０１２３４５６７８９零〇一二三四五六七八九十百千万萬亿億两兩幺俩仨廿卅卌",
    "壹贰貳叁叄肆柒捌玖佰仟伍陆陸參拾几数幾數半翻第上下前",
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ",
));

/// Whether the character may begin a mention.
#[inline]
pub(crate) fn starts(c: char) -> bool {
    static SET: CharSet = STARTS;
    SET.has(c)
}

/// The next character at which a mention may begin, or that the scan takes note of.
#[inline]
pub(crate) fn next_stop(text: &str, from: usize) -> Option<usize> {
    static SET: CharSet = STARTS.with('每');
    SET.next(text, from)
}
