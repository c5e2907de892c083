//! Many who write at once, and some who do not live to see the answer.

use std::process::{Child, Stdio};

use crate::faults::bench::{Bench, Ran, program};
use crate::support::{counted, require_peer};

fn arguments(id: &str) -> [&str; 10] {
    ["--key", "tanaka", "recipient", "add", id, "--name", "N", "--organization", "O", "--json"]
}

fn add(bench: &Bench, id: &str) -> Child {
    bench.sekisho(&arguments(id)).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn recipients(bench: &Bench) -> Vec<String> {
    let list = bench.run(&["recipient", "list", "--json"]).exits(0).json();
    list.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn fifty_who_append_at_once_leave_one_history() {
    let Some(bench) = Bench::founded() else { return };
    let before = bench.audit(&[]).json()["size"].as_u64().unwrap();
    let ids: Vec<String> = (0..50).map(|number| format!("many-{number}")).collect();
    let running: Vec<Child> = ids.iter().map(|id| add(&bench, id)).collect();
    for child in running {
        Ran::from(child.wait_with_output().unwrap()).exits(0);
    }
    let audit = bench.audit(&[]).exits(0);
    assert_eq!(audit.json()["size"].as_u64().unwrap(), before + 50);
    let registered = recipients(&bench);
    assert!(ids.iter().all(|id| registered.contains(id)), "{registered:?}");
    // Somebody who was not there sees the same.
    bench.forget();
    assert_eq!(recipients(&bench), registered);
}

/// A log that grows while it is looked at is not one that lost its end.
#[test]
fn nobody_is_accused_while_others_write() {
    let Some(bench) = Bench::founded() else { return };
    let asking = [&["audit"][..], &["status"], &["person", "list"], &["checkpoint"]];
    for round in 0..3 {
        let writing: Vec<Child> = (0..12).map(|number| add(&bench, &format!("w{round}-{number}"))).collect();
        let quiet = |args: &&[&str]| {
            bench.sekisho(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let reading: Vec<Child> = asking.iter().cycle().take(12).map(quiet).collect();
        for child in reading.into_iter().chain(writing) {
            Ran::from(child.wait_with_output().unwrap()).exits(0);
        }
    }
}

#[test]
fn what_was_acknowledged_is_there_whoever_was_killed_meanwhile() {
    let (Some(strace), Some(bench)) = (require_peer("strace"), Bench::founded()) else { return };
    let mut seed = 8_u64;
    let mut acknowledged = Vec::new();
    let mut killed = 0;
    for round in 0..6 {
        let mut running = Vec::new();
        for number in 0..8 {
            let id = format!("r{round}-{number}");
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = 1 + (seed >> 33) % 70;
            // Every second one is killed at a call of its own, before or after its entry is in the log.
            let child = if number % 2 == 0 {
                let mut command = bench.command(&strace);
                command.args(["-f", "-qq", "-o", "/dev/null", "-e"]);
                command.arg(format!("inject=pwrite64,fsync,fdatasync,write,rename:signal=SIGKILL:when={at}"));
                command.arg(program()).args(arguments(&id));
                command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
            } else {
                add(&bench, &id)
            };
            running.push((id, child));
        }
        for (id, child) in running {
            let ran = Ran::from(child.wait_with_output().unwrap());
            assert!(ran.code == Some(0) || ran.signal == Some(9), "{ran:?}");
            killed += usize::from(ran.signal.is_some());
            if ran.stdout.ends_with("}\n") {
                acknowledged.push(id);
            }
        }
        bench.audit(&[]).exits(0);
    }
    counted(&format!("{killed} of 48 killed, {} acknowledged", acknowledged.len()));
    assert!(killed > 0);
    let registered = recipients(&bench);
    assert!(acknowledged.iter().all(|id| registered.contains(id)), "{acknowledged:?} {registered:?}");
    bench.forget();
    bench.audit(&[]).exits(1);
}
