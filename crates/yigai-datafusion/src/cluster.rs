//! Scheduler, executors and a client, all of which know the functions and how to send reports.

use std::sync::Arc;
use std::time::Duration;

use ballista::prelude::{SessionConfigExt, SessionContextExt};
use ballista_core::error::BallistaError;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::default_session_builder;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use datafusion::error::Result;
use datafusion::execution::SessionStateBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};

use crate::session::register;
use crate::{Function, LogicalCodec, PhysicalCodec};

/// An executor that has said nothing for so long is lost, and its work is done again elsewhere.
const LOST: Duration = Duration::from_secs(6);
/// How often it says something.
const HEARTBEAT: Duration = Duration::from_secs(2);

/// A context whose queries run on the cluster of a scheduler at `host:port`. Paths must lead to the same files there.
///
/// # Errors
///
/// Where the address is none.
pub async fn remote(scheduler: &str, partitions: usize) -> Result<SessionContext> {
    let config = SessionConfig::new_with_ballista()
        .with_target_partitions(partitions)
        .with_ballista_logical_extension_codec(Arc::new(LogicalCodec::default()))
        .with_ballista_physical_extension_codec(Arc::new(PhysicalCodec::default()));
    let state = SessionStateBuilder::new().with_default_features().with_config(config).build();
    let context = SessionContext::remote_with_state(&format!("df://{scheduler}"), state).await?;
    // Afterwards, since Ballista puts its own functions in place of those of the state.
    register(&context);
    Ok(context)
}

/// Runs a scheduler until the process ends.
///
/// # Errors
///
/// Where the address cannot be listened at.
pub async fn scheduler(host: &str, port: u16) -> std::result::Result<(), BallistaError> {
    let config = Arc::new(SchedulerConfig {
        bind_host: host.to_owned(),
        external_host: host.to_owned(),
        bind_port: port,
        executor_timeout_seconds: LOST.as_secs(),
        no_executors_grace_period_seconds: LOST.as_secs() * 2,
        expire_dead_executor_interval_seconds: 1,
        override_logical_codec: Some(Arc::new(LogicalCodec::default())),
        override_physical_codec: Some(Arc::new(PhysicalCodec::default())),
        override_session_builder: Some(Arc::new(|config| {
            let state = default_session_builder(config)?;
            let functions = Function::ALL.map(|function| Arc::new(function.udf()));
            let mut all: Vec<_> = state.scalar_functions().values().cloned().collect();
            all.extend(functions);
            Ok(SessionStateBuilder::new_from_existing(state).with_scalar_functions(all).build())
        })),
        ..SchedulerConfig::default()
    });
    let address = format!("{host}:{port}")
        .parse()
        .map_err(|error| BallistaError::Configuration(format!("{host}:{port}: {error}")))?;
    let cluster = BallistaCluster::new_from_config(&config).await?;
    start_server(cluster, address, config).await
}

/// Runs an executor until the process ends. It listens at `port` and the one after it.
///
/// # Errors
///
/// Where the scheduler cannot be reached or an address not be listened at.
pub async fn executor(
    host: &str,
    port: u16,
    scheduler: (&str, u16),
    threads: Option<usize>,
) -> std::result::Result<(), BallistaError> {
    let mut functions = BallistaFunctionRegistry::default();
    for function in Function::ALL {
        functions.scalar_functions.insert(function.name().to_owned(), Arc::new(function.udf()));
    }
    let mut config = ExecutorProcessConfig {
        bind_host: host.to_owned(),
        external_host: Some(host.to_owned()),
        port,
        grpc_port: port + 1,
        scheduler_host: scheduler.0.to_owned(),
        scheduler_port: scheduler.1,
        scheduler_connect_timeout_seconds: 30,
        executor_heartbeat_interval_seconds: HEARTBEAT.as_secs(),
        override_function_registry: Some(Arc::new(functions)),
        override_logical_codec: Some(Arc::new(LogicalCodec::default())),
        override_physical_codec: Some(Arc::new(PhysicalCodec::default())),
        ..ExecutorProcessConfig::default()
    };
    if let Some(threads) = threads {
        config.vcores = threads;
    }
    start_executor_process(Arc::new(config)).await
}
