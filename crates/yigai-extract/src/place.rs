//! The place that a report is about.

/// The first county, city, district or township that is named, placeholders included.
pub(crate) fn region(text: &str) -> Option<String> {
    const ENDS: [char; 9] = ['省', '县', '市', '区', '州', '旗', '盟', '镇', '乡'];
    const NOT_NAMES: [&str; 36] = [
        "全县",
        "我县",
        "全市",
        "我市",
        "全区",
        "我区",
        "该县",
        "本县",
        "各县",
        "辖区",
        "社区",
        "地区",
        "城市",
        "城镇",
        "乡镇",
        "省市",
        "县市",
        "市县",
        "县区",
        "市区",
        "全省",
        "我省",
        "各省",
        "农村地区",
        "贫困山区",
        "偏远山区",
        "边远山区",
        "高寒山区",
        "深山区",
        "石山区",
        "秦巴山区",
        "武陵山区",
        "大别山区",
        "沂蒙山区",
        "郊区",
        "上市",
    ];
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (i, &(at, c)) in chars.iter().enumerate() {
        if !ENDS.contains(&c) {
            continue;
        }
        let from = chars.get(..i)?.iter().rposition(|&(_, c)| !is_name_char(c)).map_or(0, |p| p + 1);
        // 2016年度花山区: 度 belongs to the year.
        let of_year = from > 0
            && chars.get(from - 1).is_some_and(|&(_, c)| c == '年')
            && chars.get(from).is_some_and(|&(_, c)| c == '度');
        let name_start = (from + usize::from(of_year)).max(i.saturating_sub(6));
        let start = chars.get(name_start).map_or(at, |&(s, _)| s);
        let Some(name) = text.get(start..at + c.len_utf8()) else { continue };
        let length = name.chars().count();
        // 县级医院, 市域内: the word goes on and names no place.
        let goes_on = chars.get(i + 1).is_some_and(|&(_, next)| "级域直属内外场办长委".contains(next));
        let placeholder = name.chars().next().is_some_and(|c| "XxＸ×某*".contains(c));
        if length >= 2
            && !goes_on
            && !name.starts_with("其中")
            && !name.contains([
                '副', '商', '由', '请', '至', '全', '我', '本', '各', '组', '织', '该', '使', '让', '报',
                '经',
            ])
            && !NOT_NAMES.iter().any(|word| name.ends_with(word))
            && (placeholder || length >= 3)
        {
            return Some(name.to_owned());
        }
    }
    None
}

/// A name that the body gives only once may be part of other words; a placeholder is one, and so is what signs.
pub(crate) fn is_place(text: &str, name: &str) -> bool {
    name.starts_with(['X', 'x', 'Ｘ', '×', '某', '*']) || text.matches(name).take(2).count() > 1
}

/// Whether a character may stand in the name of a place or an office.
pub(crate) fn is_name_char(c: char) -> bool {
    (('\u{4e00}'..='\u{9fff}').contains(&c) || "XxＸ×*".contains(c))
        && !"的在于对按和与及关为是由将据以年月日".contains(c)
}
