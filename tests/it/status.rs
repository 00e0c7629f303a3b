//! Apple's status feed over HTTP: what works, and everything that may go wrong with a page of somebody else's.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::Arc;
use std::time::Duration;

use cloudmedic::adapters::status::{self, Feed, Limits, NotRead};
use cloudmedic::desk::deciding::Known;
use cloudmedic::desk::watching::{FORGET_AFTER, Trouble};
use cloudmedic::desk::{CurrentKnowledge, Servers, Watching};
use cloudmedic::knowledge::KnowledgeBase;
use cloudmedic::store::Memory;
use jiff::{SignedDuration, Timestamp};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};

const OUTAGE: &str = r#"{"services":[{"serviceName":"iCloud Backup","events":[{"eventStatus":"ongoing","statusType":"Outage"}]}]}"#;
const FINE: &str = r#"{"services":[{"serviceName":"iCloud Backup","events":[]}]}"#;

/// How the page behaves.
#[derive(Clone)]
enum Page {
    Says(String),
    Answers(u16),
    Silent,
    Endless,
    BreaksOff,
}

/// A page at an address of its own; every request is reported as it came.
async fn page(page: Page) -> (String, mpsc::UnboundedReceiver<String>, watch::Sender<Page>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/status.js", listener.local_addr().unwrap());
    let (told, asked) = mpsc::unbounded_channel();
    let (change, pages) = watch::channel(page);
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let (told, page) = (told.clone(), pages.borrow().clone());
            tokio::spawn(async move {
                let mut request = Vec::with_capacity(4096);
                stream.read_buf(&mut request).await.unwrap();
                // Nobody may be looking.
                drop(told.send(String::from_utf8_lossy(&request).into_owned()));
                answer(&mut stream, page).await;
            });
        }
    });
    (url, asked, change)
}

async fn answer(stream: &mut tokio::net::TcpStream, page: Page) {
    let (status, body) = match page {
        Page::Says(body) => (200, body),
        Page::Answers(status) => (status, String::new()),
        Page::Silent => std::future::pending().await,
        Page::Endless => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n").await.unwrap();
            // Until the reader has had enough.
            while stream.write_all(&[b' '; 1024]).await.is_ok() {}
            return;
        }
        Page::BreaksOff => {
            let head = b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{\"services\":[";
            return stream.write_all(head).await.unwrap();
        }
    };
    let head =
        format!("HTTP/1.1 {status} Sure\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
}

fn limits() -> Limits {
    Limits { bytes: 10_000, time: Duration::from_millis(400), every: Duration::from_millis(5) }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn read(behaves: Page) -> Result<Option<Trouble>, NotRead> {
    run(async {
        let (url, _asked, _change) = page(behaves).await;
        Feed::new(&url, limits()).unwrap().read().await
    })
}

#[test]
fn a_page_that_works_says_how_icloud_backup_is() {
    assert_eq!(read(Page::Says(OUTAGE.to_owned())), Ok(Some(Trouble::Outage)));
    assert_eq!(read(Page::Says(format!("jsonCallback({OUTAGE});"))), Ok(Some(Trouble::Outage)));
    assert_eq!(read(Page::Says(FINE.to_owned())), Ok(None));
}

#[test]
fn a_page_that_does_not_is_given_up_in_time() {
    for (behaves, why) in [
        (Page::Silent, NotRead::TooSlow),
        (Page::Endless, NotRead::TooBig),
        (Page::Says(" ".repeat(20_000)), NotRead::TooBig),
        (Page::BreaksOff, NotRead::Failed),
        (Page::Answers(404), NotRead::Status(404)),
        (Page::Answers(503), NotRead::Status(503)),
        (Page::Says("<html>We will be back soon.</html>".to_owned()), NotRead::NotUnderstood),
        (Page::Says(String::new()), NotRead::NotUnderstood),
    ] {
        assert_eq!(read(behaves), Err(why));
    }
}

#[test]
fn nobody_there_is_no_connection() {
    let gone = run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        drop(listener);
        Feed::new(&url, limits()).unwrap().read().await
    });
    assert_eq!(gone, Err(NotRead::Failed));
}

#[test]
fn an_address_that_is_none_gets_a_sentence() {
    for url in ["", "apple", "ftp://apple.com/x", "file:///etc/passwd", "/tmp/x"] {
        let refused = Feed::new(url, limits()).unwrap_err().to_string();
        assert!(refused.contains("no web address"), "{refused}");
    }
}

#[test]
fn the_request_carries_nothing_of_the_bots() {
    run(async {
        let (url, mut asked, _change) = page(Page::Says(FINE.to_owned())).await;
        Feed::new(&url, limits()).unwrap().read().await.unwrap();
        let request = asked.recv().await.unwrap().to_lowercase();
        assert!(request.starts_with("get /status.js http/1.1"), "{request}");
        assert!(!request.contains("authorization") && !request.contains("cookie"), "{request}");
    });
}

#[test]
fn what_it_said_last_counts_until_it_is_too_old() {
    run(async {
        let servers = Arc::new(Servers::new(Arc::new(Memory::default())));
        let known = Arc::new(Known::new(KnowledgeBase::built_in().unwrap()));
        let current = Arc::new(CurrentKnowledge::new(Arc::clone(&known)));
        let watching = Arc::new(Watching::new(servers, current));
        let now = Timestamp::UNIX_EPOCH;
        let (url, mut asked, change) = page(Page::Says(OUTAGE.to_owned())).await;
        let (stop, stopped) = watch::channel(false);
        let feed = Feed::new(&url, limits()).unwrap();
        let following = tokio::spawn(status::follow(feed, Arc::clone(&watching), move || now, stopped));
        assert_eq!(watching.apple(&known.base, now), None, "nothing was read yet");
        for _ in 0..2 {
            asked.recv().await.unwrap();
        }
        assert_eq!(watching.apple(&known.base, now).as_deref(), Some("an outage"));

        change.send_replace(Page::Answers(503));
        for _ in 0..4 {
            asked.recv().await.unwrap();
        }
        assert_eq!(
            watching.apple(&known.base, now).as_deref(),
            Some("an outage"),
            "a hiccup changes nothing"
        );
        assert_eq!(
            watching.apple(&known.base, now + FORGET_AFTER - SignedDuration::from_secs(1)).as_deref(),
            Some("an outage")
        );
        assert_eq!(watching.apple(&known.base, now + FORGET_AFTER), None);

        change.send_replace(Page::Says(FINE.to_owned()));
        for _ in 0..4 {
            asked.recv().await.unwrap();
        }
        assert_eq!(watching.apple(&known.base, now), None, "it is over");
        stop.send_replace(true);
        following.await.unwrap();
    });
}
