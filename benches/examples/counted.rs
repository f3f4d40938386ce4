//! The layers under names that a profiler finds, each run once after a round that makes what is made once:
//! `benches/record/instructions` counts their instructions.

use yigai::Options;
use yigai_benches::inputs::inputs;
use yigai_benches::layers::{LAYERS, Prepared};

macro_rules! counted {
    ($($name:ident: $layer:ident;)*) => {
        mod counted {
            use yigai::Options;
            use yigai_benches::layers::{self, Prepared};

            $(
                #[inline(never)]
                pub(super) fn $name(prepared: &Prepared, options: &Options) {
                    layers::$layer(prepared, options);
                }
            )*
        }

        fn all(prepared: &Prepared, options: &Options) {
            $(counted::$name(prepared, options);)*
        }
    };
}

counted! {
    layer_utf8: utf8;
    layer_words: words;
    layer_clean: clean;
    layer_scan: scan;
    layer_extract: extract;
    layer_audit: judge;
    layer_whole: whole;
}

fn main() {
    let options = Options::default();
    for input in inputs().into_iter().filter(|input| input.name.starts_with("10 KB")) {
        let Some(prepared) = Prepared::new(input.bytes, &options) else { continue };
        LAYERS.iter().for_each(|layer| (layer.run)(&prepared, &options));
        all(&prepared, &options);
    }
}
