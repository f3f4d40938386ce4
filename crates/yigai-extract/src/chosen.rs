use yigai_model::Role;

use crate::question::Choice;
use crate::window::Window;

/// What the quantities of a text were read as so far: all roles, and the indicators up to the number at hand.
#[derive(Clone, Copy)]
pub(crate) struct Chosen<'r> {
    /// For each quantity, in text order.
    pub(crate) roles: &'r [(usize, Window, Role)],
    pub(crate) choices: &'r [Option<Choice>],
}

impl<'r> Chosen<'r> {
    fn place(self, mention: usize) -> Option<usize> {
        self.roles.binary_search_by_key(&mention, |(index, ..)| *index).ok()
    }

    pub(crate) fn role(self, mention: usize) -> Option<Role> {
        self.roles.get(self.place(mention)?).map(|(.., role)| *role)
    }

    /// Whether a mention has been read, and as what, which may be nothing.
    pub(crate) fn read(self, mention: usize) -> Option<Option<Choice>> {
        self.choices.get(self.place(mention)?).copied()
    }

    pub(crate) fn choice(self, mention: usize) -> Option<Choice> {
        self.read(mention).flatten()
    }

    /// The quantities before a mention and their roles, the nearest first.
    pub(crate) fn before(self, mention: usize) -> impl Iterator<Item = (usize, Role)> + 'r {
        let end = self.roles.partition_point(|(index, ..)| *index < mention);
        self.roles.get(..end).unwrap_or_default().iter().rev().map(|(index, _, role)| (*index, *role))
    }
}
