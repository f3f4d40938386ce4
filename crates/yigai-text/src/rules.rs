//! The reasons for which text is cut or changed: one table, so that a program can print them all.

use yigai_span::Rule;

macro_rules! rules {
    ($($name:ident $id:literal $kind:literal $foreign:literal $zh:literal $en:literal;)*) => {
        $(pub(crate) static $name: Rule = Rule { id: $id, kind: $kind, foreign: $foreign, zh: $zh, en: $en };)*

        /// Every rule of this crate, for reference pages and for programs that explain edits.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    META "meta" "body" true "网页的文档信息（上传人、时间、来源）" "the page's facts about the document, such as who uploaded it and when";
    NAVIGATION "navigation" "body" true "网页导航、栏目或按钮" "the page's navigation, menus and buttons";
    LEGAL "legal" "body" true "网页的版权、免责或备案声明" "the page's copyright, disclaimer or registration notice";
    PROMOTION "promotion" "body" true "网站的推荐、广告或下载提示" "the site's recommendations, advertisements and download prompts";
    PAGING "paging" "body" true "页码和分页提示" "page numbers and paging text";
    PAGE_TITLE "page-title" "body" true "网页上的标题，不在正文里" "the page's own title, which is not part of the body";
    TITLE_REPEAT "title-repeat" "body" true "重复的标题" "the title once more";
    SURROUND "surround" "body" true "夹在网页文字之间、不属于正文" "it stands among the page's own text, outside of the body";
    SUMMARY_REPEAT "summary-repeat" "body" true "网站在文末重复的“内容总结”" "the site's summary, which repeats sentences of the body";
    GLOSSARY "glossary" "body" true "文末的名词解释" "the glossary after the report";
    ENGLISH "english" "body" true "英文摘要" "an English abstract";
    NOISE "noise" "body" true "防复制的杂乱字符" "characters put in against copying";
    REPEATED "repeated" "body" true "同一段落存了两次" "the same paragraph stored twice";
    PAGE_MARKER "page-marker" "layout" true "分页编号，不是正文序号" "a page's number, put in where the page begins; no list number";
    RUNNING_HEAD "running-head" "layout" true "每页重复的页眉或页脚" "a running header or footer";
    LINE_BREAK "line-break" "layout" false "空行、缩进和段落之间的空白" "blank lines, indents and other space between paragraphs";
    HARD_WRAP "hard-wrap" "layout" false "按行宽折断的句子" "a sentence broken at the width of the line";
    NUMBER_LINE "number-line" "layout" false "数字被单独排成一行" "a number set on a line of its own";
    SPLIT_WORD "split-word" "layout" false "词中的空格" "a space inside a word";
    SPLIT_NUMBER "split-number" "layout" false "数字中的空格" "a space inside a number";
    INVISIBLE "invisible" "layout" false "看不见的字符" "a character that cannot be seen";
    SPACE "space" "layout" false "特殊空格" "an unusual space character";
    ENTITY "entity" "layout" false "网页字符代码" "an HTML character code";
    TAG "tag" "layout" false "残留的网页标记" "a tag of a web page left in the text";
    PRIVATE_BREAK "private-break" "layout" false "自造字符充当的段落分隔" "a private-use character that stands for a paragraph end";
    WIDTH "width" "characters" false "全角数字或字母" "a full-width digit, letter or sign";
    LOOK_ALIKE "look-alike" "characters" false "数字里的形近字符" "a character inside a number that only looks like a digit";
    READING "reading" "characters" true "括号里的注音" "a reading in brackets after the character";
    SCRIPT "script" "characters" false "繁体字，已转为简体" "a traditional character, written in simplified script";
    PUNCTUATION "punctuation" "characters" false "中文里的半角标点" "a half-width punctuation mark in Chinese text";
    MOJIBAKE "mojibake" "characters" false "错误解码后的乱码，可以还原" "text decoded wrongly once, restored";
    WASHING "washing" "washing" false "被同义词替换的词，已还原" "a word swapped for a synonym, put back";
}
