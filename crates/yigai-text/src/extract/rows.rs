/// Wider than any table of a report; a larger span is a slip or an attack.
const SPAN: usize = 64;

/// Lays the cells of a table out in columns: what a cell spans beyond its first place stays empty.
#[derive(Default)]
pub(crate) struct Rows {
    /// For each column, how many rows below are still taken by a cell above.
    taken: Vec<usize>,
    /// The line of the row so far; `None` before its first cell.
    line: Option<String>,
    column: usize,
}

impl Rows {
    /// Adds a cell to the row.
    pub(crate) fn cell(&mut self, text: &str, columns: usize, rows: usize) {
        self.skip_taken();
        let (columns, rows) = (columns.clamp(1, SPAN), rows.clamp(1, 1024));
        self.field(text);
        for extra in 0..columns {
            if extra > 0 {
                self.field("");
            }
            let at = self.column - 1;
            if self.taken.len() <= at {
                self.taken.resize(at + 1, 0);
            }
            if let Some(taken) = self.taken.get_mut(at) {
                *taken = rows - 1;
            }
        }
    }

    /// The line of the row, with a tab between cells; the next row begins.
    pub(crate) fn end(&mut self) -> String {
        self.skip_taken();
        self.column = 0;
        self.line.take().unwrap_or_default()
    }

    fn skip_taken(&mut self) {
        while let Some(taken) = self.taken.get_mut(self.column).filter(|taken| **taken > 0) {
            *taken -= 1;
            self.field("");
        }
    }

    fn field(&mut self, text: &str) {
        let line = match &mut self.line {
            Some(line) => {
                line.push('\t');
                line
            }
            None => self.line.insert(String::new()),
        };
        for (index, word) in text.split_whitespace().enumerate() {
            if index > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.column += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn spans_leave_their_places_empty() {
        let mut rows = Rows::default();
        rows.cell("单位", 1, 2);
        rows.cell("门诊", 2, 1);
        assert_eq!(rows.end(), "单位\t门诊\t");
        rows.cell("人次", 1, 1);
        rows.cell("金额", 1, 1);
        assert_eq!(rows.end(), "\t人次\t金额");
        rows.cell("甲", 1, 1);
        rows.cell("1", 1, 1);
        rows.cell(" 2\n3 ", 1, 1);
        assert_eq!(rows.end(), "甲\t1\t2 3");
    }
}
