//! How often each layer asks for memory: `cargo run --release -p yigai-benches --example allocations`. Apart from the times,
//! since counting takes time itself.
#![allow(clippy::print_stdout, reason = "a program")]

use yigai::Options;
use yigai_benches::inputs::inputs;
use yigai_benches::layers::{LAYERS, Prepared};

fn main() {
    let options = Options::default();
    for input in inputs() {
        let Some(prepared) = Prepared::new(input.bytes, &options) else { continue };
        let size = prepared.bytes.len() as u64;
        println!("{}: {size} bytes", input.name);
        for layer in LAYERS {
            // What is made once and kept is not counted.
            (layer.run)(&prepared, &options);
            let info = allocation_counter::measure(|| (layer.run)(&prepared, &options));
            println!(
                "  {:8} {:>8} allocations, {:>5} per KB{}; at most {} bytes at a time, {} per byte",
                layer.name,
                info.count_total,
                info.count_total * 1000 / size,
                if layer.name == "whole" { " (goal: less than 200)" } else { "" },
                info.bytes_max,
                info.bytes_max / size,
            );
        }
    }
}
