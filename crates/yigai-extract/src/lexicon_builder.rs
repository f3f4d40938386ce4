//! Ties the wordings of word files to the catalogue.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use yigai_model::{Catalogue, Indicator, IndicatorKind, Modality};

use crate::lexicon::{Lexicon, LexiconError, line_of};
use crate::successor::Successor;
use crate::word_file::File;
use crate::wording::{Gates, Headed, LARGEST_CEILING, Target, TermId, WEAK_PENALTY, Wording};

impl Lexicon {
    /// Reads word files and ties them to the catalogue; the files behind the first are the user's own and add to it.
    ///
    /// # Errors
    ///
    /// When a file is not of the expected shape, or names an indicator, a programme or a list that does not exist.
    pub(crate) fn build(files: &[(&str, &str)], catalogue: &Catalogue) -> Result<Self, LexiconError> {
        let mut builder = Builder::new(catalogue);
        for (at, &file) in files.iter().enumerate() {
            builder.read(file, at > 0, catalogue)?;
        }
        for (number, entry) in catalogue.iter().enumerate() {
            let context = catalogue.programme(entry.programme()).map(|p| p.context()).unwrap_or_default();
            builder.aliases(number as u16, entry, context);
        }
        Ok(builder.finish(catalogue))
    }
}

const ALIAS_PENALTY: i32 = 12;

/// No case costs more on the average, in 元.
const LARGEST_AVERAGE: Decimal = Decimal::from_parts(200_000, 0, 0, false, 0);

struct Builder {
    index: HashMap<String, TermId>,
    /// The lists of [words] read so far.
    words: HashMap<String, String>,
    lexicon: Parts,
}

#[derive(Default)]
struct Parts {
    terms: Vec<(String, u8)>,
    heads: Vec<Vec<u32>>,
    items: Vec<(String, Vec<u32>)>,
    wordings: Vec<Wording>,
    targets: Vec<Target>,
    needs: Vec<Vec<TermId>>,
    families: Vec<(String, Vec<TermId>)>,
    successors: Vec<Successor>,
    shares: Vec<(u16, u16, Vec<String>)>,
}

impl Builder {
    fn new(catalogue: &Catalogue) -> Self {
        let programmes = catalogue.programmes();
        let mut names: Vec<&str> = catalogue.iter().map(|entry| first_part(entry.id())).collect();
        names.sort_unstable();
        let family = |id: &str| names.partition_point(|name| *name < first_part(id)) as u16;
        let target = |entry: &Indicator| Target {
            id: entry.shared_id(),
            programme: catalogue
                .programme(entry.programme())
                .map_or_else(|| entry.programme().into(), |programme| programme.shared_id()),
            programme_number: programmes
                .iter()
                .position(|programme| programme.id() == entry.programme())
                .unwrap_or(usize::from(u16::MAX)) as u16,
            never: Vec::new(),
            absent: Vec::new(),
            dimensions: entry.dimensions().to_vec(),
            standard: entry.usual_modality() == Modality::Standard,
            largest: LARGEST_CEILING,
            density: entry.kind() == IndicatorKind::Density,
            lack: false,
            built: false,
            house: false,
            change: false,
            fund: false,
            care: false,
            family: family(entry.id()),
            most: match entry.kind() {
                IndicatorKind::Density => entry.hard().high(),
                IndicatorKind::Average => {
                    Some(entry.hard().high().map_or(LARGEST_AVERAGE, |most| most.min(LARGEST_AVERAGE)))
                }
                _ => None,
            },
        };
        let lexicon = Parts {
            targets: catalogue.iter().map(target).collect(),
            needs: vec![Vec::new(); programmes.len()],
            ..Parts::default()
        };
        Self { index: HashMap::new(), words: HashMap::new(), lexicon }
    }

    fn read(
        &mut self,
        (file, text): (&str, &str),
        own: bool,
        catalogue: &Catalogue,
    ) -> Result<(), LexiconError> {
        let parsed: File = toml::from_str(text).map_err(|error| LexiconError::toml(file, text, &error))?;
        let refuse = |what: &str, reason: String| LexiconError {
            file: file.to_owned(),
            line: text.find(what).map_or(1, |at| line_of(text, at + usize::from(what.starts_with('\n')))),
            reason,
        };
        let indicator = |id: &str| {
            catalogue.iter().position(|entry| entry.id() == id).ok_or_else(|| {
                refuse(
                    &format!("\n{id} "),
                    format!("{id} is not an indicator of the catalogue; check the spelling"),
                )
            })
        };
        self.words.extend(parsed.words);
        // In a fixed order, since of two wordings that weigh the same the first is taken.
        let mut say: Vec<_> = parsed.say.iter().collect();
        say.sort();
        for (id, list) in say {
            let number = indicator(id)? as u16;
            for wording in list {
                let expanded = expand(wording, &self.words).map_err(|name| {
                    refuse(
                        wording,
                        format!(
                            "{{{name}}} is not a list of [words]; define it there or write the words out"
                        ),
                    )
                })?;
                self.wording(number, &expanded, own);
            }
        }
        for (id, list) in &parsed.not {
            let number = indicator(id)?;
            for group in list.split_whitespace() {
                let (words, earlier) = group.strip_prefix('^').map_or((group, false), |words| (words, true));
                let words = self.group(words);
                if let Some(target) = self.lexicon.targets.get_mut(number) {
                    if earlier { &mut target.absent } else { &mut target.never }.extend(words);
                }
            }
        }
        for (ids, say) in parsed.kind.lists() {
            for id in ids {
                let unknown = || {
                    let reason = format!("{id} is not an indicator of the catalogue; check the spelling");
                    refuse(&format!("\"{id}\""), reason)
                };
                let number = catalogue.iter().position(|entry| entry.id() == id).ok_or_else(unknown)?;
                self.lexicon.targets.get_mut(number).into_iter().for_each(say);
            }
        }
        let mut families: Vec<_> = parsed.family.into_iter().collect();
        families.sort();
        for (name, list) in families {
            let words = self.group(&list);
            self.lexicon.families.push((name, words));
        }
        for (part, share) in parsed.share {
            let (part, rate) = (indicator(&part)? as u16, indicator(&share.rate)? as u16);
            self.lexicon.shares.push((part, rate, share.whole));
        }
        for (old, since) in parsed.since {
            let id =
                |id: &str| indicator(id).map(|number| self.lexicon.targets.get(number).map(|t| t.id.clone()));
            if let (Some(old), Some(new)) = (id(&old)?, id(&since.now)?) {
                self.lexicon.successors.push(Successor { old, new, since });
            }
        }
        for (id, list) in &parsed.needs {
            let number =
                catalogue.programmes().iter().position(|programme| programme.id() == id).ok_or_else(
                    || {
                        refuse(
                            &format!("\n{id} "),
                            format!("{id} is not a programme of the catalogue; check the spelling"),
                        )
                    },
                )?;
            let words = self.group(list);
            if let Some(needs) = self.lexicon.needs.get_mut(number) {
                needs.extend(words);
            }
        }
        Ok(())
    }

    fn finish(mut self, catalogue: &Catalogue) -> Lexicon {
        let mut said: Vec<(TermId, u16)> = Vec::new();
        for (number, programme) in catalogue.programmes().iter().enumerate() {
            said.extend(programme.context().iter().map(|word| (self.term(word), number as u16)));
        }
        let Parts { terms, heads, items, wordings, targets, needs, families, successors, shares } =
            self.lexicon;
        let mut speaks_of = vec![Vec::new(); terms.len()];
        for (term, programme) in said {
            if let Some(list) = speaks_of.get_mut(term as usize) {
                list.push(programme);
            }
        }
        let gates = Gates::new(&targets);
        let headed = |list: Vec<u32>| Headed::new(&list, &wordings, &targets, &gates);
        let heads = heads.into_iter().map(headed).collect();
        let items: Vec<_> = items.into_iter().map(|(word, list)| (word, headed(list))).collect();
        let item_of = items.iter().enumerate().map(|(at, (word, _))| (word.clone(), at)).collect();
        Lexicon {
            terms,
            heads,
            items,
            item_of,
            wordings,
            targets,
            speaks_of,
            needs,
            families,
            gates,
            successors,
            shares,
        }
    }

    fn term(&mut self, word: &str) -> TermId {
        if let Some(&id) = self.index.get(word) {
            return id;
        }
        let id = self.lexicon.terms.len() as TermId;
        self.index.insert(word.to_owned(), id);
        self.lexicon.terms.push((word.to_owned(), word.chars().count().min(255) as u8));
        self.lexicon.heads.push(Vec::new());
        id
    }

    fn group(&mut self, group: &str) -> Vec<TermId> {
        let mut ids: Vec<TermId> = group
            .split('|')
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .map(|word| self.term(word))
            .collect();
        ids.dedup();
        ids
    }

    fn wording(&mut self, indicator: u16, text: &str, own: bool) {
        let mut groups = text.split_whitespace();
        let Some(head) = groups.next() else { return };
        let (mut needs, mut vetoes, mut absent, mut units, mut beside) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for group in groups {
            if let Some(veto) = group.strip_prefix('!') {
                vetoes.extend(self.group(veto));
            } else if let Some(near) = group.strip_prefix('&') {
                beside.push(self.group(near));
            } else if let Some(unit) = group.strip_prefix('@') {
                units.extend(unit.split('|').map(str::to_owned));
            } else if let Some(veto) = group.strip_prefix('^') {
                absent.extend(self.group(veto));
            } else if let Some(wide) = group.strip_prefix('~') {
                needs.push((self.group(wide), true));
            } else {
                needs.push((self.group(group), false));
            }
        }
        let wording =
            Wording { indicator, groups: needs, vetoes, absent, units, beside, weak: false, penalty: 0, own };
        if let Some(item) = head.strip_prefix('=') {
            let number = self.push(wording);
            match self.lexicon.items.iter_mut().find(|(word, _)| word == item) {
                Some((_, list)) => list.push(number),
                None => self.lexicon.items.push((item.to_owned(), vec![number])),
            }
        } else {
            let heads = self.group(head);
            self.headed(&heads, wording);
        }
    }

    fn push(&mut self, wording: Wording) -> u32 {
        self.lexicon.wordings.push(wording);
        self.lexicon.wordings.len() as u32 - 1
    }

    fn headed(&mut self, heads: &[TermId], wording: Wording) {
        let number = self.push(wording);
        for &id in heads {
            if let Some(list) = self.lexicon.heads.get_mut(id as usize) {
                list.push(number);
            }
        }
    }

    /// The catalogue's own aliases: strong ones stand alone, weak ones need a word of their programme.
    fn aliases(&mut self, indicator: u16, entry: &Indicator, context: &[Arc<str>]) {
        let known = Catalogue::builtin().get(entry.id());
        let usable = |alias: &&Arc<str>| alias.chars().count() >= 3;
        for alias in entry.aliases().iter().filter(usable) {
            let head = self.term(alias);
            let own = !known.is_some_and(|known| known.aliases().contains(alias));
            self.headed(&[head], Wording::alias(indicator, Vec::new(), ALIAS_PENALTY, own));
        }
        if context.is_empty() {
            return;
        }
        let context: Vec<TermId> = context.iter().map(|word| self.term(word)).collect();
        for alias in entry.weak_aliases().iter().filter(|alias| alias.chars().count() >= 2) {
            let head = self.term(alias);
            let groups = vec![(context.clone(), true)];
            self.headed(&[head], Wording::alias(indicator, groups, WEAK_PENALTY, false));
        }
    }
}

/// htn of htn_managed.
fn first_part(id: &str) -> &str {
    id.split_once('_').map_or(id, |(first, _)| first)
}

fn expand(wording: &str, words: &HashMap<String, String>) -> Result<String, String> {
    let mut out = String::with_capacity(wording.len());
    let mut rest = wording;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { return Err(after.to_owned()) };
        out.push_str(before);
        out.push_str(words.get(name).ok_or_else(|| name.to_owned())?);
        rest = behind;
    }
    out.push_str(rest);
    Ok(out)
}
