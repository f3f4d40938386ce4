use std::borrow::Cow;
use std::collections::HashSet;

use yigai_model::{Modality, Role};
use yigai_quantity::{Dimension, Mention};
use yigai_span::Span;
use yigai_text::{MarkerStyle, Section, Structure};

use crate::change::Changes;
use crate::context::ReportContext;
use crate::extract::Extractor;
use crate::grid::{Cell, Grid};
use crate::head::Head;
use crate::layout::Layout;
use crate::observation::Observation;
use crate::observe::Observer;
use crate::period::Periods;
use crate::scene::Scene;
use crate::zip::Zips;

/// The cells of a table written out as one sentence each: 城关镇 | 门诊 | 人次 | 45210 says 城关镇门诊人次45210人次. What reads
/// sentences then reads tables too.
#[derive(Default)]
struct Lines {
    text: String,
    /// For each line the cell and its mention.
    cells: Vec<(Cell, Mention)>,
    structure: Structure,
}

/// What the figures of a table state, in the order of the cells.
pub(crate) fn observe(
    extractor: &Extractor,
    scene: &Scene<'_>,
    context: &ReportContext,
    grids: &[Grid],
) -> Vec<Observation> {
    if grids.is_empty() {
        return Vec::new();
    }
    let periods = Periods::new(scene, context);
    let mut out: Vec<Observation> = Vec::new();
    for grid in grids {
        let mut read = Lines::write(scene, context, grid, |_| Some("")).observe(extractor, context);
        let groups = groups(grid, &read);
        if groups.iter().any(Option::is_some) {
            let unread: HashSet<usize> =
                read.iter().filter(|(_, o)| o.indicator.is_none()).map(|(cell, _)| cell.mention).collect();
            let group = |cell: &Cell| {
                let column = groups.get(cell.column).copied().flatten()?;
                unread.contains(&cell.mention).then(|| grid.columns.get(column))?.map(|head| &*head.words)
            };
            // Both are in the order of the cells.
            let mut again =
                Lines::write(scene, context, grid, group).observe(extractor, context).into_iter().peekable();
            for (cell, observation) in &mut read {
                if let Some((_, found)) = again.next_if(|(other, _)| other.mention == cell.mention)
                    && found.indicator.is_some()
                {
                    *observation = found;
                }
            }
        }
        for (cell, mut observation) in read {
            complete(grid, cell, scene.dimension(cell.mention), &mut observation, context);
            observation.mention = cell.mention;
            observation.group = scene.sentence(cell.mention);
            let period = |head: Option<&Head>| head.and_then(|head| head.period);
            // 2016年 | 2017年 | 变化: a change is of the later of the columns before it.
            let moved = matches!(observation.role, Role::Change | Role::ChangeRate);
            let before = || {
                let columns = grid.columns.get(..cell.column).unwrap_or_default();
                columns.iter().filter_map(|head| head.period).max_by_key(|period| period.end)
            };
            observation.period = period(grid.columns.get(cell.column))
                .or_else(|| moved.then(before).flatten())
                .or_else(|| period(grid.rows.get(cell.row)))
                .or(grid.caption_head.period)
                .or_else(|| periods.of(cell.mention));
            out.push(observation);
        }
    }
    out.sort_by_key(|observation| observation.mention);
    out
}

/// 老年人口 | 体检 | 管理率: the column of the group of people that what stands behind it is said of, for each column.
fn groups(grid: &Grid, read: &[(Cell, Observation)]) -> Vec<Option<usize>> {
    let population = |column: usize| {
        let people = |o: &Observation| o.programme.as_deref() == Some("population");
        read.iter().any(|(cell, observation)| cell.column == column && people(observation))
    };
    let group = |open: &mut Option<usize>, column: usize| {
        let own = population(column);
        *open = if own { Some(column) } else { *open };
        Some(open.filter(|_| !own))
    };
    (0..grid.columns.len()).scan(None, group).collect()
}

/// What the heads say beside the indicator.
fn complete(
    grid: &Grid,
    cell: Cell,
    dimension: Option<Dimension>,
    observation: &mut Observation,
    context: &ReportContext,
) {
    let heads = [grid.rows.get(cell.row), grid.columns.get(cell.column)];
    let any = |says: fn(&Head) -> bool| heads.iter().flatten().any(|head| says(head));
    if any(|head| head.earlier) && observation.role == Role::Level {
        observation.role = Role::Previous;
    }
    let late = |head: &Head| {
        use chrono::Datelike;
        matches!((head.period, context.year()), (Some(period), Some(year)) if period.start.year() > year)
    };
    if observation.modality == Modality::Actual
        && (any(|head| head.planned) || heads.iter().flatten().any(|head| late(head)))
    {
        observation.modality = Modality::Target;
    }
    let place = heads.iter().flatten().find(|head| head.place);
    // The name of who reports says nothing of what is reported.
    let from_name =
        |why: &String| why.ends_with("in the heading") || why.ends_with("earlier in the sentence");
    let misread = place.is_some() && observation.why.first().is_some_and(from_name);
    // A rate without its unit counts nothing.
    if misread || dimension.is_none() && any(|head| head.rate) {
        (observation.indicator, observation.programme, observation.confidence) = (None, None, 30);
        observation.why.clear();
    }
    if let Some(place) = place {
        observation.subject = Some(place.words.clone());
    } else if any(|head| head.total) {
        observation.subject = None;
    }
    let named = heads.iter().flatten().filter(|head| !head.place);
    let label: String = named.map(|head| head.words.as_str()).collect();
    if !label.is_empty() {
        observation.label = label;
    }
    let reason = "the heads of its row and column";
    observation.why.push(reason.to_owned());
}

impl Lines {
    /// One line for each cell that `group` gives words for: those that stand before the words of its column.
    fn write<'g>(
        scene: &Scene<'_>,
        context: &ReportContext,
        grid: &'g Grid,
        group: impl Fn(&Cell) -> Option<&'g str>,
    ) -> Self {
        let mut lines = Self::default();
        let title = context.title.as_deref().unwrap_or_default();
        lines.text.push_str(&one_line(title));
        lines.text.push('\n');
        // The headings around the table and its caption are the heading of the lines.
        let start = lines.text.len();
        if let Some(first) = grid.cells.first() {
            let mut headings: Vec<Span> =
                scene.headings(first.mention).filter(|title| title.len() <= 90).collect();
            headings.reverse();
            for heading in headings {
                lines.text.push_str(&one_line(scene.slice(heading)));
            }
        }
        lines.text.push_str(&one_line(scene.slice(grid.caption)));
        let title = Span::new(start, lines.text.len());
        lines.text.push('\n');
        for cell in &grid.cells {
            let (Some(row), Some(column)) = (grid.rows.get(cell.row), grid.columns.get(cell.column)) else {
                continue;
            };
            let Some(group) = group(cell) else { continue };
            let caption = one_line(scene.slice(grid.caption));
            lines.line(scene, *cell, (row, column), group, &caption);
        }
        lines.structure.sections.push(Section {
            level: 0,
            style: MarkerStyle::Chapter,
            number: 1,
            marker: Span::new(start, start),
            title,
            body: Span::new(start, lines.text.len()),
            parent: None,
        });
        lines
    }

    fn line(
        &mut self,
        scene: &Scene<'_>,
        cell: Cell,
        (row, column): (&Head, &Head),
        group: &str,
        caption: &str,
    ) {
        let Some(mention) = scene.mentions.get(cell.mention) else { return };
        let percent = matches!(scene.dimension(cell.mention), Some(Dimension::Percent | Dimension::Points));
        // A place or an office is who reports; what is counted stands in the other head, or above the table.
        let words: Cow<'_, str> = if row.place && !column.words.is_empty() {
            self.text.push_str(&row.words);
            self.text.push(':');
            self.text.push_str(group);
            column.said(percent).into()
        } else if column.place && !row.words.is_empty() {
            self.text.push_str(&column.words);
            self.text.push(':');
            row.said(percent).into()
        } else if row.place && !row.office || row.words.is_empty() && column.words.is_empty() {
            format!("{}{}", row.words, caption.trim()).into()
        } else {
            format!("{}{group}{}", row.said(percent), column.said(percent)).into()
        };
        self.text.push_str(&words);
        let start = self.text.len();
        self.text.push_str(scene.slice(mention.span));
        let span = Span::new(start, self.text.len());
        self.cells.push((cell, Mention { span, number: span, reading: mention.reading.clone() }));
        self.text.push('\n');
    }

    fn observe(self, extractor: &Extractor, context: &ReportContext) -> Vec<(Cell, Observation)> {
        // The numbers of the heads are read as ever; those of the cells are known.
        let mut figures: Vec<Mention> = self.cells.iter().map(|(_, mention)| mention.clone()).collect();
        let mut next = 0;
        let mut mentions: Vec<Mention> = Vec::with_capacity(figures.len());
        for found in extractor.scanner.find(&self.text) {
            while figures.get(next).is_some_and(|figure| figure.span.end() <= found.span.start()) {
                next += 1;
            }
            if figures.get(next).is_none_or(|figure| found.span.end() <= figure.span.start()) {
                mentions.push(found);
            }
        }
        mentions.append(&mut figures);
        mentions.sort_by_key(|mention| mention.span.start());
        let layout = Layout::new(&self.text, &mentions, &self.structure);
        let Extractor { cues, vocabulary, .. } = extractor;
        let scene = Scene::new(&self.text, &mentions, &self.structure, &layout, &[], cues, vocabulary);
        let zips = Zips::find(&scene);
        let mut changes = Changes::find(&scene, &extractor.cues.compare);
        changes.deal(&scene, &zips);
        let observations = Observer {
            lexicon: &extractor.lexicon,
            scene: &scene,
            changes: &changes,
            zips: &zips,
            tabular: true,
        }
        .observe(context);
        let place = |observation: Observation| {
            let start = scene.span(observation.mention).start();
            let at = self.cells.binary_search_by_key(&start, |(_, mention)| mention.span.start()).ok()?;
            self.cells.get(at).map(|(cell, _)| (*cell, observation))
        };
        observations.into_iter().filter_map(place).collect()
    }
}

fn one_line(words: &str) -> String {
    words.chars().map(|c| if c == '\n' || c == '\t' || c == '。' { ' ' } else { c }).collect()
}
