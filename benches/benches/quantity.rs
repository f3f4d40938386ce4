//! Scanning report text for quantities, beside `std::str::from_utf8` over the same bytes.
//!
//! Only ratios inside one run mean something: the last lines print them.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::float_arithmetic)] // ratios of times are no values of a report

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// About as many numbers a kilobyte as real reports have.
const PARAGRAPH: &str = "各乡镇、县直有关部门要充分认识深化医药卫生体制改革的重要意义,切实加强组织领导,统一思想,进一步完善工作机制。\
去年以来,全县参合农民达到二十三万余人,参合率为96.4%,比上年提高1.8个百分点,筹资标准由每人每年180元提高到240元。\
县财政安排专项资金1280.5万元,为十四家乡镇卫生院和86所村卫生室配备了基本设备,改善了群众的就医条件,得到了老百姓的普遍好评。\
截至6月底,建立居民健康档案18.6万份,建档率87.2%,对65岁以上老年人免费体检21340人次,规范管理高血压患者9827人。\
在基本药物制度方面,所有政府举办的基层医疗卫生机构全部实行零差率销售,药品价格平均下降三成左右,门诊均次费用下降12.4元。\
在推进过程中,我们坚持以群众满意为出发点,把加强基层能力建设、规范诊疗行为、改善就医环境作为工作重点,不断健全管理制度,严格绩效考核,\
广泛宣传政策,积极引导群众合理就医,有效缓解了看病难、看病贵的问题,卫生事业发展的活力明显增强,群众满意度不断提升。\
同时也要清醒地看到,我县医改工作仍然存在专业技术人员缺乏、信息化建设滞后、基层服务能力不强等困难和问题,需要认真研究解决。\
下一步,我们将认真落实上级部署,坚持问题导向,加大督查力度,健全长效机制,努力为人民群众提供安全、有效、方便、价廉的医疗卫生服务。";

fn text(bytes: usize) -> String {
    let mut out = String::with_capacity(bytes + PARAGRAPH.len());
    while out.len() < bytes {
        out.push_str(PARAGRAPH);
        out.push('\n');
    }
    out
}

/// The best of several rounds: a busy machine only ever adds time.
fn best(rounds: usize, mut work: impl FnMut()) -> Duration {
    (0..rounds)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn scan(c: &mut Criterion) {
    let report = text(1 << 20);
    let scanner = yigai_quantity::Scanner::default();
    // As a reader drives it: each mention is looked at and let go.
    let find =
        |text: &str| scanner.mentions(black_box(text)).filter(|mention| mention.quantity().is_some()).count();
    let quantities = find(&report);
    let mut group = c.benchmark_group("a report of 1 MB");
    group.throughput(Throughput::Bytes(report.len() as u64)).sample_size(20);
    group.bench_function("mentions", |b| b.iter(|| find(&report)));
    group.bench_function("from_utf8", |b| {
        b.iter(|| std::str::from_utf8(black_box(report.as_bytes())).is_ok())
    });
    group.finish();

    let scan = best(15, || {
        black_box(find(&report));
    });
    let utf8 = best(30, || {
        black_box(std::str::from_utf8(black_box(report.as_bytes())).is_ok());
    });
    println!(
        "ratio: speed of the scan over from_utf8: {:.2} (at least 0.25)",
        utf8.as_secs_f64() / scan.as_secs_f64()
    );
    println!("{} quantities, {} ns each", quantities, scan.as_nanos() / quantities as u128);

    let per_byte = |text: &str| {
        let time = best(if text.len() > 1 << 21 { 2 } else { 8 }, || {
            black_box(find(text));
        });
        time.as_secs_f64() * 1e9 / text.len() as f64
    };
    let small = per_byte(&text(10_000));
    for (name, input) in [
        ("report of 10 KB", text(10_000)),
        ("report of 1 MB", text(1_000_000)),
        ("report of 10 MB", text(10_000_000)),
        ("one line of digits, 10 KB", "7".repeat(10_000)),
        ("one line of digits, 10 MB", "7".repeat(10_000_000)),
        ("one line of 一, 10 KB", "一".repeat(3_333)),
        ("one line of 一, 10 MB", "一".repeat(3_333_333)),
    ] {
        let cost = per_byte(&input);
        println!("{name}: {cost:.2} ns a byte, {:.2} of the small report", cost / small);
    }
}

criterion_group!(benches, scan);
criterion_main!(benches);
