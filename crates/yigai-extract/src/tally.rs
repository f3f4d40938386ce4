use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::grid::{Cell, Grid};
use crate::head::Head;
use crate::relation::{Change, Direction, Link, Relation};
use crate::scene::Scene;

/// What the heads of a table say of how its figures belong together: 合计 over the rows or the columns, and the growth from one
/// year's column to the next.
pub(crate) fn tallies(scene: &Scene<'_>, grids: &[Grid]) -> Vec<Relation> {
    grids.iter().flat_map(|grid| Tally { scene, grid }.find()).collect()
}

struct Tally<'a> {
    scene: &'a Scene<'a>,
    grid: &'a Grid,
}

impl Tally<'_> {
    fn find(&self) -> Vec<Relation> {
        let mut out = Vec::new();
        let columns = self.grid.columns.len();
        let mut by_column: Vec<Vec<Cell>> = vec![Vec::new(); columns];
        let mut by_row: Vec<Vec<Cell>> = vec![Vec::new(); self.grid.rows.len()];
        for cell in &self.grid.cells {
            if let (Some(column), Some(row)) = (by_column.get_mut(cell.column), by_row.get_mut(cell.row)) {
                column.push(*cell);
                row.push(*cell);
            }
        }
        if let Some(total) = self.total_row() {
            out.extend(by_column.iter().filter_map(|cells| self.down(total, cells)));
        }
        for cells in &by_row {
            out.extend(self.across(cells));
            out.extend(self.growth(cells));
            out.extend(self.quotients(cells));
        }
        out
    }

    /// The one row of totals, first or last, where the others are parts of one kind.
    fn total_row(&self) -> Option<usize> {
        let rows = &self.grid.rows;
        let mut totals = rows.iter().enumerate().filter(|(_, head)| head.total);
        let (total, _) = totals.next()?;
        let parts = rows.len() - 1;
        let nested = rows.iter().any(|head| head.part);
        let ends = total == 0 || total == parts;
        (totals.next().is_none() && ends && parts >= 2 && !nested).then_some(total)
    }

    fn down(&self, total: usize, cells: &[Cell]) -> Option<Relation> {
        if cells.len() != self.grid.rows.len() || !self.adds_up(cells) {
            return None;
        }
        let whole = cells.iter().find(|cell| cell.row == total)?.mention;
        let parts = cells.iter().filter(|cell| cell.row != total).map(|cell| cell.mention).collect();
        Some(self.sum(whole, parts))
    }

    /// 合计 | 门诊 | 住院 below one head.
    fn across(&self, cells: &[Cell]) -> Option<Relation> {
        let is_total = |cell: &&Cell| self.grid.columns.get(cell.column).is_some_and(|head| head.total);
        let mut totals = cells.iter().filter(is_total);
        let whole = totals.next().filter(|_| totals.next().is_none())?;
        let parent = |cell: &Cell| self.grid.parents.get(cell.column).copied().flatten();
        let above = parent(whole)?;
        let family: Vec<Cell> = cells.iter().copied().filter(|cell| parent(cell) == Some(above)).collect();
        let parts: Vec<usize> =
            family.iter().map(|cell| cell.mention).filter(|&m| m != whole.mention).collect();
        (parts.len() >= 2 && self.adds_up(&family)).then(|| self.sum(whole.mention, parts))
    }

    /// Counts and amounts of one unit add up; rates, averages and standards do not.
    fn adds_up(&self, cells: &[Cell]) -> bool {
        let Some(first) = cells.first() else { return false };
        let apart = &self.scene.cues.tables.apart;
        let plain =
            |head: Option<&Head>| head.is_none_or(|head| !head.compares && !apart.within(&head.words));
        let unit = |cell: &Cell| self.scene.quantity(cell.mention).map(|q| (q.unit.clone(), q.upper));
        let additive = !matches!(
            self.scene.dimension(first.mention),
            Some(
                Dimension::Percent
                    | Dimension::Points
                    | Dimension::Rate
                    | Dimension::Multiple
                    | Dimension::Age
                    | Dimension::Duration
            )
        );
        additive
            && cells.iter().all(|cell| {
                unit(cell) == unit(first)
                    && unit(cell).is_some_and(|(_, upper)| upper.is_none())
                    && plain(self.grid.columns.get(cell.column))
                    && plain(self.grid.rows.get(cell.row))
            })
    }

    /// 2010年 | 2011年 | 增长(%): two years and how much it grew.
    fn growth(&self, cells: &[Cell]) -> Option<Relation> {
        let head = |cell: &Cell| self.grid.columns.get(cell.column);
        let values: Vec<&Cell> = cells
            .iter()
            .filter(|c| head(c).is_some_and(|h| (h.period.is_some() || h.earlier) && !h.compares))
            .collect();
        let compared: Vec<&Cell> = cells.iter().filter(|c| head(c).is_some_and(|h| h.compares)).collect();
        let (&[first, second], &[rate]) = (values.as_slice(), compared.as_slice()) else { return None };
        let period = |cell: &Cell| head(cell).and_then(|h| h.period).map(|p| p.start);
        let words = |cell: &Cell| head(cell).map(|h| h.words.as_str());
        let unit = |cell: &Cell| self.scene.quantity(cell.mention).map(|q| q.unit.clone());
        if words(first) != words(second) || unit(first) != unit(second) {
            return None;
        }
        let (from, to) = match (period(first), period(second)) {
            (Some(a), Some(b)) if a < b => (first, second),
            (Some(a), Some(b)) if b < a => (second, first),
            _ if head(first).is_some_and(|h| h.earlier) => (first, second),
            _ if head(second).is_some_and(|h| h.earlier) => (second, first),
            _ => return None,
        };
        let percent = |cell: &Cell| self.scene.dimension(cell.mention) == Some(Dimension::Percent);
        // The growth of a rate may be in percent or in points.
        let firm = !percent(to);
        let is_rate = percent(rate);
        let change = Change {
            from: Some(from.mention),
            to: Some(to.mention),
            by: (!is_rate).then_some(rate.mention),
            rate: is_rate.then_some(rate.mention),
            multiple_of_base: false,
            direction: Direction::Unsaid,
        };
        Some(Relation {
            link: Link::Change(change),
            evidence: self.evidence(from.mention, rate.mention),
            firm,
        })
    }

    /// 人次 | 金额(万元) | 次均(元), 应参合 | 参合 | 参合率: a quotient of the one count and the one amount, or of the two counts,
    /// that stand before it in its row.
    fn quotients(&self, cells: &[Cell]) -> Vec<Relation> {
        let words = |cell: &Cell| self.grid.columns.get(cell.column).map_or("", |head| head.words.as_str());
        let dimension = |cell: &Cell| self.scene.dimension(cell.mention);
        let value = |cell: &Cell| self.scene.quantity(cell.mention).map(|q| q.value);
        let plain = |cell: &&Cell| {
            let head = self.grid.columns.get(cell.column);
            head.is_some_and(|head| !head.compares && !head.earlier && !head.planned)
                && !["率", "均", "比", "标准"].iter().any(|word| words(cell).contains(word))
        };
        let mut out = Vec::new();
        let mut open = 0;
        for (at, cell) in cells.iter().enumerate() {
            let average = words(cell).contains('均') && dimension(cell) == Some(Dimension::Money);
            let rate = dimension(cell) == Some(Dimension::Percent) && words(cell).trim_end().ends_with('率');
            if !average && !rate {
                continue;
            }
            // 人口 | 建档 | 建档率 | 老年人 | 体检 | 体检率: each rate is of the two counts since the rate before it.
            let from = |first| cells.iter().take(at).skip(first).filter(plain);
            let first = if from(open).nth(1).is_some() { open } else { 0 };
            let (money, counts): (Vec<&Cell>, Vec<&Cell>) =
                from(first).partition(|cell| dimension(cell) == Some(Dimension::Money));
            if rate {
                open = at + 1;
            }
            let pair = match (money.as_slice(), counts.as_slice()) {
                (&[amount], &[count]) if average => Some((amount, count)),
                (&[], &[first, second]) | (&[first, second], &[]) if rate => {
                    Some(if value(first) < value(second) { (first, second) } else { (second, first) })
                }
                _ => None,
            };
            out.extend(pair.map(|(over, under)| Relation {
                link: Link::Rate {
                    rate: cell.mention,
                    numerator: vec![over.mention],
                    denominator: vec![under.mention],
                },
                evidence: self.evidence(over.mention, cell.mention),
                firm: false,
            }));
        }
        out
    }

    fn sum(&self, whole: usize, parts: Vec<usize>) -> Relation {
        let evidence = parts.first().map_or(self.grid.span, |&part| self.evidence(whole, part));
        Relation { link: Link::Sum { whole, parts, complete: true, implied_units: 0 }, evidence, firm: true }
    }

    fn evidence(&self, a: usize, b: usize) -> Span {
        self.scene.span(a).join(self.scene.span(b))
    }
}
