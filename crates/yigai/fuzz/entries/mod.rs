//! What is fuzzed: one function an entry point, which panics where a promise is broken.
//!
//! The fuzzer calls them through `fuzz_targets`; the tests of the crate call them on stable with every stored input.

mod bytes;
mod figures;
mod numerals;
mod schemes;
mod whole;

/// An entry point by name.
pub(crate) type Entry = (&'static str, fn(&[u8]));

/// Every entry point; the inputs of one lie in the folder of its name.
pub(crate) const ENTRIES: &[Entry] = &[
    ("decode", bytes::decode),
    ("html", bytes::html),
    ("docx", bytes::docx),
    ("doc", bytes::doc),
    ("pdf", bytes::pdf),
    ("clean", bytes::clean),
    ("parse", numerals::parse),
    ("find", numerals::find),
    ("against_chinese_number", numerals::against_chinese_number),
    ("quantity", figures::quantity),
    ("extract", figures::extract),
    ("audit", figures::audit),
    ("whole", whole::whole),
    ("scheme", schemes::scheme),
];

/// The bytes as text: invalid ones become U+FFFD, so that no input is wasted.
fn text(data: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(data)
}

/// Runs the entry point of a name.
pub(crate) fn run(name: &str, data: &[u8]) {
    match ENTRIES.iter().find(|(own, _)| *own == name) {
        Some((_, entry)) => entry(data),
        None => panic!("there is no entry point {name}"),
    }
}
