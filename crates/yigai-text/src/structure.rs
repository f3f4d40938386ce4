use yigai_span::Span;

/// What the clean text is made of; all spans lie in the clean text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The paragraphs, in order: the lines of the clean text.
    pub paragraphs: Vec<Paragraph>,
    /// Headings and list items by their markers, in order; those that stand inside a line too.
    pub sections: Vec<Section>,
    /// The tables, in order.
    pub tables: Vec<Table>,
}

/// A line of the clean text, without its line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands.
    pub span: Span,
}

/// A heading or a list item, told by its marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// 0 for the outermost level of the document, counted inward.
    pub level: u8,
    /// The kind of marker.
    pub style: MarkerStyle,
    /// The number that the marker says: 3 for `三、`, `(3)` or `三是`; 1 for 首先.
    pub number: u32,
    /// The marker, with its punctuation.
    pub marker: Span,
    /// What follows the marker up to the end of the sentence or of its first half: a heading, or the lead of an item.
    pub title: Span,
    /// Everything after the marker, title included, up to the next section of the same or an outer level.
    pub body: Span,
    /// The section around it, as an index into the list.
    pub parent: Option<usize>,
}

/// How a section is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MarkerStyle {
    /// 第一章, 第一节, 第一部分.
    Chapter,
    /// 一、
    Chinese,
    /// (一) or （一）, also (一)、
    ChineseParen,
    /// 1. or 1．
    Arabic,
    /// 1、
    ArabicComma,
    /// (1) or （1）, also 1)
    ArabicParen,
    /// ①
    Circled,
    /// 一是, 二是; also 一要, 一方面.
    YiShi,
    /// 首先, 其次, 再次, 最后.
    ShouXian,
    /// 第一, 第二 with a comma or 、 behind.
    DiYi,
}

/// A table whose cells stand in the clean text, a row a line and a tab between cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// From the first cell to the last.
    pub span: Span,
    /// The rows, top to bottom.
    pub rows: Vec<Row>,
    /// How many rows at the top are heads.
    pub head_rows: usize,
    /// How many columns at the left are heads.
    pub head_columns: usize,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The cells, left to right; an empty cell has an empty span.
    pub cells: Vec<Span>,
}
