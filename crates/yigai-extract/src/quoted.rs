use yigai_quantity::Dimension;

use crate::change::{Changes, Part};
use crate::grid::{Cell, Grid};
use crate::relation::{Link, Relation};
use crate::scene::Scene;

/// How many columns of a table a share may have been taken from.
const COLUMNS: usize = 4;

/// 药品收入占业务收入的比重由A%下降到B%: a share of one row of a table in another one, for each of its columns.
pub(crate) fn shares_of_rows(scene: &Scene<'_>, changes: &Changes, grids: &[Grid]) -> Vec<Relation> {
    let shares = scene.quantities.iter().filter(|&&i| scene.dimension(i) == Some(Dimension::Percent));
    let found = |&share: &usize| {
        let (part, whole) = named(scene, changes, share)?;
        grids.iter().find_map(|grid| of_rows(scene, grid, share, part, whole))
    };
    shares.filter_map(found).flatten().collect()
}

/// The two sides of 甲占乙, said of the share itself or of the earlier one that it is compared with.
fn named<'a>(scene: &Scene<'a>, changes: &Changes, share: usize) -> Option<(&'a str, &'a str)> {
    let said = |i: usize| scene.said(i).split_once('占');
    let earlier = || match changes.of(share)? {
        (number, Part::To) => changes.list.get(number)?.from.and_then(said),
        _ => None,
    };
    let (part, whole) = said(share).or_else(earlier)?;
    let end = whole.find(['的', '比']).unwrap_or(whole.len());
    let whole = whole.get(..end)?.trim_end_matches("总数").trim_end_matches("总额");
    let part = part.trim_start_matches([',', '，', '、', ' ']);
    (part.chars().count() > 1 && whole.chars().count() > 1).then_some((part, whole))
}

fn of_rows(scene: &Scene<'_>, grid: &Grid, share: usize, part: &str, whole: &str) -> Option<Vec<Relation>> {
    let row = |name: &str| {
        let mut rows = grid.rows.iter().enumerate();
        rows.find(|(_, head)| head.words == name).map(|(at, _)| at)
    };
    let (part, whole) = (row(part)?, row(whole)?);
    let plain = |cell: &&Cell| grid.columns.get(cell.column).is_some_and(|head| !head.compares);
    let of = |row: usize| grid.cells.iter().filter(move |cell| cell.row == row).filter(plain);
    let ratio = |(over, under): (&Cell, &Cell)| Relation {
        link: Link::Rate { rate: share, numerator: vec![over.mention], denominator: vec![under.mention] },
        evidence: scene.span(over.mention).join(scene.span(share)),
        firm: false,
    };
    let sides = of(part).take(COLUMNS).filter_map(|over| {
        let under = of(whole).find(|under| under.column == over.column)?;
        Some((over, under))
    });
    Some(sides.map(ratio).collect())
}
