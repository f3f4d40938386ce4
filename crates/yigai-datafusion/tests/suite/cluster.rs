use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use datafusion::prelude::SessionContext;
use yigai_datafusion::{datafusion, local, register_tables, remote};

use crate::{ask, everything, folder, write_reports};

/// A process that ends with the test.
pub(crate) struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(crate) fn start(program: &str, arguments: &[&str], log: &Path) -> Process {
    let log = std::fs::File::create(log).unwrap();
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::null()).stderr(log);
    Process(command.spawn().unwrap())
}

/// A scheduler and two executors on ports that nobody else uses.
struct Cluster {
    address: String,
    _scheduler: Process,
    executors: Vec<Process>,
}

/// A port that is free, and so is the next one.
fn free_port() -> u16 {
    loop {
        let first = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        if first < u16::MAX && TcpListener::bind(("127.0.0.1", first + 1)).is_ok() {
            return first;
        }
    }
}

pub(crate) fn wait_for(port: u16) {
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(60), "nobody listens at port {port}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

impl Cluster {
    fn start(logs: &Path) -> Self {
        let port = free_port();
        let address = format!("127.0.0.1:{port}");
        let scheduler =
            start(env!("CARGO_BIN_EXE_scheduler"), &["--bind", &address], &logs.join("scheduler.log"));
        wait_for(port);
        let executors = ["a", "b"].map(|name| {
            let port = free_port();
            let bind = format!("127.0.0.1:{port}");
            let arguments = ["--scheduler", &address, "--bind", &bind, "--threads", "2"];
            let log = logs.join(format!("executor-{name}.log"));
            let executor = start(env!("CARGO_BIN_EXE_executor"), &arguments, &log);
            wait_for(port);
            executor
        });
        Self { address, _scheduler: scheduler, executors: executors.into() }
    }

    async fn context(&self, folder: &Path, partitions: usize) -> SessionContext {
        let context = remote(&self.address, partitions).await.unwrap();
        register_tables(&context, folder).unwrap();
        context
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_gives_the_rows_of_one_process() {
    let folder = folder("cluster");
    let reports = folder.join("reports");
    std::fs::create_dir(&reports).unwrap();
    write_reports(&reports, 40, 2_000);
    let cluster = Cluster::start(&folder);
    let there = cluster.context(&reports, 8).await;
    let here = local(Some(2)).unwrap();
    register_tables(&here, &reports).unwrap();
    for table in ["observations", "mentions", "errors"] {
        let expected = ask(&here, &everything(table)).await;
        assert!(expected.len() > if table == "errors" { 4 } else { 300 });
        assert_eq!(ask(&there, &everything(table)).await, expected, "{table}");
    }
    for question in [
        "SELECT indicator, year, median(value) AS m, count(*) AS n FROM observations GROUP BY 1, 2 ORDER BY 1, 2",
        "SELECT sum(zh_number(text)) AS s, count(zh_percent(text)) AS n FROM mentions",
        "SELECT o.programme, count(*) AS n FROM observations o JOIN findings f \
         ON o.document = f.document AND o.mention = f.target WHERE f.verdict = 'inconsistent' GROUP BY 1 ORDER BY 1",
        "SELECT document, region_of(region) AS r, clean_text(title) AS t FROM documents ORDER BY document",
    ] {
        assert_eq!(ask(&there, question).await, ask(&here, question).await, "{question}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_executor_that_dies_takes_no_rows_with_it() {
    let folder = folder("killed");
    let reports = folder.join("reports");
    std::fs::create_dir(&reports).unwrap();
    write_reports(&reports, 120, 4_000);
    let mut cluster = Cluster::start(&folder);
    let there = cluster.context(&reports, 16).await;
    let question = "SELECT document, mention, value_text, unit, indicator FROM observations ORDER BY 1, 2";
    let query = tokio::spawn(async move {
        let batches = there.sql(question).await?.collect().await?;
        let table = datafusion::arrow::util::pretty::pretty_format_batches(&batches)?.to_string();
        datafusion::error::Result::Ok(table.lines().map(str::to_owned).collect::<Vec<_>>())
    });
    // In the middle: reading takes seconds without optimization, and some of it must be done.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert!(!query.is_finished(), "the query was over before anything died");
    drop(cluster.executors.remove(0));
    let answer: datafusion::error::Result<Vec<String>> =
        tokio::time::timeout(Duration::from_secs(240), query).await.unwrap().unwrap();
    let here = local(Some(2)).unwrap();
    register_tables(&here, &reports).unwrap();
    match answer {
        Ok(rows) => assert_eq!(rows, ask(&here, question).await),
        // Or it says so.
        Err(error) => assert!(error.to_string().to_lowercase().contains("executor"), "{error}"),
    }
    // The one that is left answers the next question.
    let again = cluster.context(&reports, 4).await;
    let count = "SELECT count(*) AS n FROM documents";
    assert_eq!(ask(&again, count).await, ask(&here, count).await);
}

#[tokio::test]
async fn a_scheduler_that_is_not_there_is_an_error() {
    let context = remote(&format!("127.0.0.1:{}", free_port()), 2).await.unwrap();
    let answer = context.sql("SELECT zh_number('三十')").await.unwrap().collect().await;
    assert!(answer.is_err());
}
