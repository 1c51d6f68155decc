//! Runs the shop on an SQLite file: the first run tells the whole story of buying, later runs finish what is
//! open and place a new order on the stored events.

mod demo;

use std::error::Error;

use demo::{Shop, finish, people, print, story};

/// Where the events are kept, unless another file is named on the command line.
const DEFAULT_FILE: &str = "webshop.db";

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args()
        .nth(1)
        .unwrap_or_else(|| DEFAULT_FILE.to_owned());
    pollster::block_on(run(&file))
}

async fn run(file: &str) -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(file)?;
    shop.app.settle().await?;
    if shop.is_new().await? {
        print::title(&format!("A new shop; its events are kept in {file}"));
        story::first_day(&shop).await?;
    } else {
        print::title(&format!("The shop goes on from the events in {file}"));
        print::agendas(&shop).await?;
        finish::everything_open(&shop).await?;
        story::one_more_order(&shop).await?;
    }
    print::agendas(&shop).await?;
    print::views(&shop).await?;
    print::latest_history(&shop, &people::anna()).await
}
