//! With another base URL everything goes there, and the token nowhere else.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc;

use cloudmedic::adapters::discord::wire::{Api, Base, Connection, NotFetched, WireError, gateway};
use cloudmedic::triage::MessageId;
use serenity::model::id::ChannelId;

use super::{Hosts, api, client, connection, options, run, say, token};
use crate::support::sim::{Fault, Simulator, World, ids};

#[test]
fn no_other_host_is_even_looked_up() {
    let sim = Simulator::start(World::support_server());
    let hosts = Hosts::at(sim.addr());
    let base = format!("http://desk.test:{}", sim.addr().port());
    let connection =
        Connection { token: token(&sim.token()), base: Some(Base::parse(&base).expect("a base URL")) };
    let api = Api::with_client(&connection, client(&hosts, None));
    assert!(!api.is_limited(), "serenity's limiter would send the token to Discord");
    run(async {
        api.identity().await.expect("an identity");
        say(&api, ids::HELP, "Hello").await.expect("a message");
        api.messages_after(ChannelId::new(ids::HELP), MessageId(1), 10).await.expect("messages");
        api.http.get_channel(ChannelId::new(ids::HELP)).await.expect("a channel");
        let elsewhere = api.fetch_text("https://cdn.discordapp.com/attachments/1/2/message.txt").await;
        assert_eq!(elsewhere, Err(NotFetched::Elsewhere));
        let gateway = gateway::open(&api, &connection, options()).await.expect("a gateway");
        gateway.handle.stop().await;
    });
    assert_eq!(hosts.asked(), ["desk.test"]);
    assert!(sim.requests().len() >= 6, "{}", sim.seen());
}

#[test]
fn a_redirect_leads_nowhere() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").expect("a port");
    let to = elsewhere.local_addr().expect("an address");
    let here = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", here.local_addr().expect("an address"));
    let (tell, told) = mpsc::channel();
    let answering = std::thread::spawn(move || {
        let (mut stream, _) = here.accept().expect("a request");
        let mut asked = [0; 4096];
        let length = stream.read(&mut asked).expect("a request");
        tell.send(String::from_utf8_lossy(&asked[..length]).into_owned()).expect("the test waits");
        let answer = format!("HTTP/1.1 302 Found\r\nLocation: http://{to}/\r\nContent-Length: 0\r\n\r\n");
        stream.write_all(answer.as_bytes()).expect("it listens");
    });
    let connection =
        Connection { token: token("a.b.c"), base: Some(Base::parse(&base).expect("a base URL")) };
    let api = Api::new(&connection).expect("a client");
    let refused = run(say(&api, ids::HELP, "Hello")).expect_err("a redirect is no answer");
    answering.join().expect("it answered");
    assert!(told.recv().expect("a request").to_lowercase().contains("authorization: bot a.b.c"));
    assert!(refused.to_string().contains("302"), "{refused}");
    elsewhere.set_nonblocking(true).expect("a socket");
    assert!(elsewhere.accept().is_err(), "nobody came here");
}

#[test]
fn without_a_gateway_there_is_none_anywhere() {
    for fault in [
        Fault::Status(500, serde_json::json!({})),
        Fault::Status(404, serde_json::json!({ "code": 0, "message": "404: Not Found" })),
        Fault::Reset,
        Fault::Garbage,
    ] {
        let sim = Simulator::start(World::support_server());
        let hosts = Hosts::at(sim.addr());
        let connection = connection(&sim);
        let api = Api::with_client(&connection, client(&hosts, None));
        let said = format!("{fault:?}");
        sim.fail_times(9, "GET", "/gateway/bot", fault);
        sim.fail_times(9, "GET", "/gateway", Fault::Reset);
        let error = run(gateway::open(&api, &connection, options())).expect_err("no gateway");
        assert!(matches!(error, WireError::Unanswered { .. }), "{said}: {error:?}");
        assert!(error.to_string().contains("gateway"), "{said}: {error}");
        assert_eq!(sim.identified(), 0, "{said}");
        assert_eq!(hosts.asked(), Vec::<String>::new(), "{said}");
    }
}

#[test]
fn the_gateway_is_asked_for_once_and_the_one_that_is_named_is_used() {
    let sim = Simulator::start(World::support_server());
    let gateway = run(gateway::open(&api(&sim), &connection(&sim), options())).expect("a gateway");
    sim.wait_for_bot();
    let asked: Vec<String> = sim.requests().iter().map(|request| request.route().to_owned()).collect();
    assert_eq!(asked, ["/gateway/bot"]);
    run(gateway.handle.stop());
}
