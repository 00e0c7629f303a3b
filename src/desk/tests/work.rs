//! Work: carried out when it is due, tried again, dropped, and found again after a crash.

use super::*;

#[test]
fn a_wake_up_comes_back_as_an_event_when_it_is_due() {
    let (clock, notes) = (Arc::<Hands>::default(), Notes::default());
    let desk = desk!(Arc::new(Memory::default()), clock);
    run(async {
        desk.handle(&said("a", "wait")).await.unwrap();
        desk.settle(&notes).await.unwrap();
        clock.0.store(499, Ordering::SeqCst);
        desk.settle(&notes).await.unwrap();
        assert_eq!(said_so_far(&notes), ["good night"]);
        clock.0.store(500, Ordering::SeqCst);
        assert_eq!(desk.settle(&notes).await, Ok(2), "the wake-up and what it led to");
        assert_eq!(said_so_far(&notes), ["good morning"]);
        assert_eq!(desk.settle(&notes).await, Ok(0));
    });
}

#[test]
fn failed_work_waits_its_turn_and_refused_work_is_dropped() {
    let (clock, notes) = (Arc::<Hands>::default(), Notes::default());
    let desk = desk!(Arc::new(Memory::default()), clock);
    let why = || "503".to_owned();
    let busy = Failure::Retry { after: Some(Duration::from_secs(30)), why: why() };
    run(async {
        notes.failures.lock().unwrap().push(busy);
        desk.handle(&said("a", "one")).await.unwrap();
        desk.handle(&said("b", "two")).await.unwrap();
        assert_eq!(desk.settle(&notes).await, Ok(1), "the second waits for the first");
        clock.0.store(30, Ordering::SeqCst);
        assert_eq!(desk.settle(&notes).await, Ok(2));
        assert_eq!(said_so_far(&notes), ["you said one (again)", "you said two"]);

        notes.failures.lock().unwrap().push(Failure::Permanent { why: why() });
        desk.handle(&said("c", "three")).await.unwrap();
        desk.handle(&said("d", "four")).await.unwrap();
        assert_eq!(desk.settle(&notes).await, Ok(2));
        assert_eq!(said_so_far(&notes), ["you said four"]);
    });
}

#[test]
fn waits_grow_up_to_a_minute() {
    let (clock, notes) = (Arc::<Hands>::default(), Notes::default());
    let store = Arc::new(Memory::default());
    let desk = desk!(Arc::clone(&store), clock);
    run(async {
        desk.handle(&said("a", "one")).await.unwrap();
        let mut waits = Vec::new();
        for _ in 0..8 {
            notes.failures.lock().unwrap().push(Failure::Retry { after: None, why: String::new() });
            assert_eq!(desk.settle(&notes).await, Ok(1));
            let (now, due) = (clock.0.load(Ordering::SeqCst), store.next_due().unwrap().unwrap());
            waits.push(due.duration_since(at(now)).as_secs());
            clock.0.store(due.duration_since(at(0)).as_secs(), Ordering::SeqCst);
        }
        assert_eq!(waits, [2, 4, 8, 16, 32, 60, 60, 60]);
    });
}

#[test]
fn work_left_by_a_crash_is_done_after_opening_again() {
    let (clock, notes) = (Arc::<Hands>::default(), Notes::default());
    let folder = tempfile::tempdir().unwrap();
    let desk = desk!(Arc::new(OnDisk::open(folder.path()).unwrap()), clock);
    assert_eq!(desk.handle_blocking(&said("a", "hello")), Ok(Handled::Saved));
    drop(desk);
    let desk = desk!(Arc::new(OnDisk::open(folder.path()).unwrap()), clock);
    run(async {
        assert_eq!(desk.handle(&said("a", "hello")).await, Ok(Handled::AlreadySeen));
        desk.settle(&notes).await.unwrap();
    });
    assert_eq!(said_so_far(&notes), ["you said hello (again)"]);
}

#[test]
fn a_waiting_desk_notices_new_work() {
    let (clock, notes) = (Arc::<Hands>::default(), Notes::default());
    let desk = desk!(Arc::new(Memory::default()), clock);
    let stop = tokio::sync::watch::Sender::new(false);
    let heard: Result<(), StoreError> = run(async {
        tokio::select! {
            stopped = desk.attend(&notes, stop.subscribe()) => stopped,
            () = async {
                tokio::task::yield_now().await;
                desk.handle(&said("a", "hello")).await.unwrap();
                while notes.said.lock().unwrap().is_empty() {
                    tokio::task::yield_now().await;
                }
            } => Ok(()),
        }
    });
    assert_eq!(heard, Ok(()));
    assert_eq!(said_so_far(&notes), ["you said hello"]);
}
