//! One mistake in a model that holds: a name that is misspelt, of another kind, or declared nowhere, in every position
//! where a name can stand. Each has one finding, at the name, whose hint has the name that is meant.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use coact_model::{Sources, check};

const SHOP: &str = include_str!("fixtures/mistakes.coact");

/// What is written, what is written instead, the code, the text at the place, a part of the hint.
type Mistake = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const MISTAKES: &[Mistake] = &[
    // Types.
    ("lines: [Line]", "lines: [Lien]", "N001", "Lien", "`Line`"),
    (
        "ship_to: Address",
        "ship_to: Adress",
        "N001",
        "Adress",
        "`Address`",
    ),
    ("zip: Zip", "zip: Zpi", "N001", "Zpi", "`Zip`"),
    (
        "customer: Customer inverse",
        "customer: Custmer inverse",
        "N001",
        "Custmer",
        "`Customer`",
    ),
    (
        "sku: Sku, pieces",
        "sku: Skuu, pieces",
        "N001",
        "Skuu",
        "`Sku`",
    ),
    (
        "status: Status",
        "status: Statsu",
        "N001",
        "Statsu",
        "`Status`",
    ),
    (
        "value Address",
        "value Adress",
        "N001",
        "Address",
        "`Adress`",
    ),
    (
        "ship_to: Address",
        "ship_to: Seller",
        "N002",
        "Seller",
        "type",
    ),
    (
        "scalar Zip = Text",
        "scalar Zip = Txet",
        "N001",
        "Txet",
        "`Text`",
    ),
    (
        "scalar Zip = Text",
        "scalar Zip = String",
        "N001",
        "String",
        "`Text`",
    ),
    (
        "on_hand: Int",
        "on_hand: Integer",
        "N001",
        "Integer",
        "`Int`",
    ),
    // Facts and fields.
    (
        "derived total: Amount = sum(lines, l => l.price * l.pieces)",
        "derived total: Amount = sum(line, l => l.price * l.pieces)",
        "N001",
        "line",
        "`lines`",
    ),
    (
        "l.price * l.pieces",
        "l.pirce * l.pieces",
        "T003",
        "pirce",
        "`price`",
    ),
    (
        "unique (reference)",
        "unique (refrence)",
        "N001",
        "refrence",
        "`reference`",
    ),
    (
        "OrderPlaced { customer, lines,",
        "OrderPlaced { custmer, lines,",
        "N001",
        "custmer",
        "`customer`",
    ),
    (
        "OrderConfirmed { deliver_by }",
        "OrderConfirmed { deliver_on }",
        "N001",
        "deliver_on",
        "",
    ),
    (
        "law Paid \"paid first\": OrderPaying accepted",
        "law Paid \"paid first\": OrderPayin accepted",
        "N001",
        "OrderPayin",
        "`OrderPaying`",
    ),
    (
        "-> request OrderPaying { amount: order",
        "-> request OrderPaying { amuont: order",
        "AM002",
        "amuont",
        "`amount`",
    ),
    // Actors.
    (
        "initiator Shopper\n    executor  Seller",
        "initiator Shoper\n    executor  Seller",
        "N001",
        "Shoper",
        "`Shopper`",
    ),
    (
        "executor  Seller\n    product   new Order",
        "executor  Seler\n    product   new Order",
        "N001",
        "Seler",
        "`Seller`",
    ),
    (
        "executor  Seller\n    product   new Order",
        "executor  Customer\n    product   new Order",
        "N002",
        "Customer",
        "`Shopper`",
    ),
    (
        "executor  Seller\n    product   new Order",
        "executor: Seller\n    product   new Order",
        "E015",
        ":",
        "`executor Seller`",
    ),
    (
        "actor Shopper is Customer",
        "actor Shopper is Custmer",
        "N001",
        "Custmer",
        "`Customer`",
    ),
    (
        "access Seller reads",
        "access Seler reads",
        "N001",
        "Seler",
        "`Seller`",
    ),
    (
        "position Desk fills Seller",
        "position Desk fills Seler",
        "N001",
        "Seler",
        "`Seller`",
    ),
    (
        "view Orders for Seller",
        "view Orders for Seler",
        "N001",
        "Seler",
        "`Seller`",
    ),
    (
        "view Orders for Seller",
        "view Orders for Desk",
        "N002",
        "Desk",
        "`Seller`",
    ),
    (
        "screen Counter for Seller",
        "screen Counter for Seler",
        "N001",
        "Seler",
        "`Seller`",
    ),
    (
        "command CountStock { article: Sku, on_hand: Int } by Seller",
        "command CountStock { article: Sku, on_hand: Int } by Seler",
        "N001",
        "Seler",
        "`Seller`",
    ),
    // Banks and positions.
    (
        "reads CustomerFacts",
        "reads CustomerFact",
        "N001",
        "CustomerFact",
        "`CustomerFacts`",
    ),
    (
        "bank CustomerFacts \"MTK01\" { Customer }",
        "bank CustomerFacts \"MTK01\" { Custmer }",
        "N001",
        "Custmer",
        "`Customer`",
    ),
    (
        "from Desk to Office",
        "from Desk to Offcie",
        "N001",
        "Offcie",
        "`Office`",
    ),
    (
        "delegate decline of OrderCompleting",
        "delegate decline of OrderCompletin",
        "N001",
        "OrderCompletin",
        "`OrderCompleting`",
    ),
    (
        "from Desk to Office",
        "from Seller to Office",
        "N002",
        "Seller",
        "`Desk`",
    ),
    // Transactions.
    (
        "OrderCompleting promised -> request OrderPaying {",
        "OrderCompletin promised -> request OrderPaying {",
        "N001",
        "OrderCompletin",
        "`OrderCompleting`",
    ),
    (
        "OrderCompleting promised -> request OrderPaying {",
        "OrderCompleting promised -> request OrderPayin {",
        "N001",
        "OrderPayin",
        "`OrderPaying`",
    ),
    (
        "OrderPaying accepted ~> execute OrderCompleting",
        "OrderPayin accepted ~> execute OrderCompleting",
        "N001",
        "OrderPayin",
        "`OrderPaying`",
    ),
    (
        "OrderPaying accepted ~> execute OrderCompleting",
        "OrderPaying accepted ~> execute OrderCompletin",
        "N001",
        "OrderCompletin",
        "`OrderCompleting`",
    ),
    (
        "OrderPaying accepted ~> execute OrderCompleting",
        "OrderPaying accepted ~> execute Order",
        "N002",
        "Order",
        "`OrderCompleting`",
    ),
    (
        "rule on OrderCompleting requested",
        "rule on OrderCompletin requested",
        "N001",
        "OrderCompletin",
        "`OrderCompleting`",
    ),
    (
        "product   new Order \"is completed\"",
        "product   new Ordre \"is completed\"",
        "N001",
        "Ordre",
        "`Order`",
    ),
    (
        "product   Order \"is paid\"",
        "product   Ordre \"is paid\"",
        "N001",
        "Ordre",
        "`Order`",
    ),
    // Look-ups.
    (
        "stock_of(order.first_sku",
        "stok_of(order.first_sku",
        "N001",
        "stok_of",
        "`stock_of`",
    ),
    (
        "lookup stock_of(article: Sku) -> Int",
        "lookup stock_of(article: Sk) -> Int",
        "N001",
        "Sk",
        "",
    ),
    // Views, queries, screens.
    (
        "on OrderPlaced add { total",
        "on OrderPlacd add { total",
        "N001",
        "OrderPlacd",
        "`OrderPlaced`",
    ),
    (
        "on OrderPlaced add { total",
        "on PlaceOrder add { total",
        "N002",
        "PlaceOrder",
        "`OrderPlaced`",
    ),
    (
        "add { total: event.order.total",
        "add { totl: event.order.total",
        "T003",
        "totl",
        "`total`",
    ),
    (
        "add { total: event.order.total",
        "add { total: event.ordr.total",
        "T003",
        "ordr",
        "`order`",
    ),
    (
        "add { total: event.order.total",
        "add { total: event.order.totl",
        "T003",
        "totl",
        "`total`",
    ),
    (
        "from Orders where row.status == Open",
        "from Ordrs where row.status == Open",
        "N001",
        "Ordrs",
        "`Orders`",
    ),
    (
        "from Orders where row.status == Open",
        "from Orders where row.statu == Open",
        "T003",
        "statu",
        "`status`",
    ),
    (
        "from Orders where row.status == Open",
        "from Orders where row.status == Opne",
        "T003",
        "Opne",
        "`Open`",
    ),
    (
        "from Orders where row.status == Open",
        "from OrderPlaced where row.status == Open",
        "N002",
        "OrderPlaced",
        "",
    ),
    (
        "shows Orders, form ConfirmOrder",
        "shows Ordrs, form ConfirmOrder",
        "N001",
        "Ordrs",
        "`Orders`",
    ),
    (
        "shows Orders, form ConfirmOrder",
        "shows Orders, form ConfrmOrder",
        "N001",
        "ConfrmOrder",
        "`ConfirmOrder`",
    ),
    (
        "shows Orders, form ConfirmOrder",
        "shows Orders, form OrderConfirmed",
        "N002",
        "OrderConfirmed",
        "`ConfirmOrder`",
    ),
    ("opens Till", "opens Tll", "N001", "Tll", "`Till`"),
    ("opens Till", "opens Orders", "N002", "Orders", "`Counter`"),
    // Commands and events.
    (
        "emits StockCounted { article, on_hand }",
        "emits StockCountd { article, on_hand }",
        "EM039",
        "StockCounted",
        "`StockCountd`",
    ),
    (
        "emits StockCounted { article, on_hand }",
        "emits StockCounted { articl, on_hand }",
        "T003",
        "articl",
        "`article`",
    ),
    (
        "emits StockCounted { article, on_hand }",
        "emits StockCounted { article, on_hand: on_hnd }",
        "N001",
        "on_hnd",
        "`on_hand`",
    ),
    (
        "emits StockCounted { article, on_hand }",
        "emits CountStock { article, on_hand }",
        "EM039",
        "StockCounted",
        "`emits StockCounted`",
    ),
    (
        "state { items: Int }",
        "state { items: It }",
        "N001",
        "It",
        "",
    ),
    (
        "requires Few \"a cart has few items\": items < 5",
        "requires Few \"a cart has few items\": itms < 5",
        "N001",
        "itms",
        "`items`",
    ),
    (
        "event ItemAdded apply { items: items + 1 }",
        "event ItemAdded apply { itms: items + 1 }",
        "T003",
        "itms",
        "`items`",
    ),
    (
        "event ItemAdded apply",
        "event ItemAded apply",
        "EM039",
        "ItemAded",
        "`ItemAdded`",
    ),
    // External systems.
    (
        "automation Refunds -> Bank.PayBack",
        "automation Refunds -> Bnk.PayBack",
        "N001",
        "Bnk",
        "`Bank`",
    ),
    (
        "automation Refunds -> Bank.PayBack",
        "automation Refunds -> Bank.PayBck",
        "N001",
        "PayBck",
        "`PayBack`",
    ),
    (
        "automation Refunds -> Bank.PayBack",
        "automation Refund -> Bank.PayBack",
        "N001",
        "Refund",
        "`Refunds`",
    ),
    (
        "Bank.PayBack { reference:",
        "Bank.PayBack { refrence:",
        "T003",
        "refrence",
        "`reference`",
    ),
    (
        "Done -> NoteRefund { reference:",
        "Doen -> NoteRefund { reference:",
        "EM013",
        "Doen",
        "`Done`",
    ),
    (
        "Done -> NoteRefund { reference:",
        "Done -> NoteRefnd { reference:",
        "N001",
        "NoteRefnd",
        "`NoteRefund`",
    ),
    (
        "translation Bank.MoneyCame",
        "translation Bank.MonyCame",
        "N001",
        "MonyCame",
        "`MoneyCame`",
    ),
    (
        "translation Bank.MoneyCame",
        "translation Bank.PayBack",
        "N001",
        "PayBack",
        "it is a call",
    ),
    (
        "translation Bank.MoneyCame",
        "translation Bnk.MoneyCame",
        "N001",
        "Bnk",
        "`Bank`",
    ),
    // Stories and specs.
    (
        "command ConfirmOrder\n        event OrderConfirmed",
        "command ConfrmOrder\n        event OrderConfirmed",
        "N001",
        "ConfrmOrder",
        "`ConfirmOrder`",
    ),
    (
        "event OrderPlaced\n        view Orders",
        "event OrderPlacd\n        view Orders",
        "N001",
        "OrderPlacd",
        "`OrderPlaced`",
    ),
    (
        "event OrderPlaced\n        view Orders",
        "event OrderPlaced\n        view Ordrs",
        "N001",
        "Ordrs",
        "`Orders`",
    ),
    (
        "view Orders\n        screen Counter\n",
        "view Orders\n        screen Countr\n",
        "N001",
        "Countr",
        "`Counter`",
    ),
    (
        "when CountStock { article: \"AB1\", on_hand: 3 }",
        "when CountStok { article: \"AB1\", on_hand: 3 }",
        "N001",
        "CountStok",
        "`CountStock`",
    ),
    (
        "when CountStock { article: \"AB1\", on_hand: 3 }",
        "when CountStock { artcle: \"AB1\", on_hand: 3 }",
        "T003",
        "artcle",
        "`article`",
    ),
    (
        "then StockCounted { article: \"AB1\"",
        "then StockCountd { article: \"AB1\"",
        "N001",
        "StockCountd",
        "`StockCounted`",
    ),
    (
        "then StockCounted { article: \"AB1\"",
        "then CountStock { article: \"AB1\"",
        "EM002",
        "CountStock",
        "`StockCounted`",
    ),
    (
        "on_hand: 3 } by anna",
        "on_hand: 3 } by ana",
        "EM001",
        "ana",
        "`anna`",
    ),
    (
        "let anna: Seller",
        "let anna: Seler",
        "N001",
        "Seler",
        "`Seller`",
    ),
    (
        "then rejected Room",
        "then rejected Rom",
        "EM003",
        "Rom",
        "`Room`",
    ),
    // Declarations that are missing.
    (
        "scalar Sku = Text matching \"[A-Z]{2}[0-9]\"\n",
        "",
        "N001",
        "Sku",
        "",
    ),
    ("enum Status { Open, Closed }\n", "", "N001", "Status", ""),
    ("actor Seller\n", "", "N001", "Seller", ""),
    (
        "external entity Customer { key customer_id: Uuid, email: Text }\n",
        "",
        "N001",
        "Customer",
        "",
    ),
    (
        "lookup stock_of(article: Sku) -> Int\n",
        "",
        "N001",
        "stock_of",
        "",
    ),
    // What cannot be read.
    (
        "matching \"[A-Z]{2}[0-9]\"",
        "matching \"[A-Z]{2}[0-9]",
        "E013",
        "\"[A-Z]{2}[0-9]",
        "",
    ),
    (
        "matching \"[A-Z]{2}[0-9]\"",
        "matching \"\"[A-Z]{2}[0-9]\"",
        "E013",
        "\"",
        "",
    ),
    (
        "lookup stock_of(article: Sku) -> Int",
        "lookup stock_of(article: Sku) > Int",
        "E015",
        ">",
        "",
    ),
    (
        "query OpenOrders() from",
        "query OpenOrders() form",
        "E015",
        "form",
        "`from`",
    ),
    (
        "value Line { key line: Int,",
        "value Line { key line Int,",
        "E015",
        "line",
        "`name: Type`",
    ),
    (
        "view Orders for Seller {",
        "view Orders fro Seller {",
        "E015",
        "fro",
        "`for`",
    ),
    (
        "screen Counter for Seller {",
        "screen Counter: Seller {",
        "E015",
        ":",
        "",
    ),
    (
        "aggregate Cart {",
        "agregate Cart {",
        "E016",
        "agregate",
        "`aggregate`",
    ),
    (
        "command CountStock { article: Sku, on_hand: Int } by",
        "comand CountStock { article: Sku, on_hand: Int } by",
        "E016",
        "comand",
        "`command`",
    ),
];

/// What is told otherwise.
fn told_otherwise(&(from, to, code, place, hint): &Mistake) -> Option<String> {
    assert!(SHOP.contains(from), "{from}");
    let text = SHOP.replacen(from, to, 1);
    let found = check(&Sources::single("shop.coact", text.as_str())).diagnostics;
    let lines = found.iter().map(|it| {
        let span = it.primary.loc.span;
        let at = &text[span.start as usize..span.end as usize];
        format!(
            "\n    {} at `{at}`: {} ({})",
            it.code,
            it.message,
            it.hint.as_deref().unwrap_or_default()
        )
    });
    let lines: String = lines.collect();
    let [one] = found.as_slice() else {
        return Some(format!("{from} => {to}: {} findings{lines}", found.len()));
    };
    let span = one.primary.loc.span;
    let at = &text[span.start as usize..span.end as usize];
    let told = one.hint.as_deref().unwrap_or_default();
    (one.code != code || at != place || !told.contains(hint))
        .then(|| format!("{from} => {to}{lines}"))
}

#[test]
fn the_model_holds() {
    let found = check(&Sources::single("shop.coact", SHOP)).diagnostics;
    let found: Vec<_> = found.iter().map(|it| (it.code, &it.message)).collect();
    assert_eq!(found, []);
}

#[test]
fn a_mistake_is_told_once_with_the_name_that_is_meant() {
    let met: Vec<String> = MISTAKES.iter().filter_map(told_otherwise).collect();
    assert!(
        met.is_empty(),
        "{} of {}\n{}",
        met.len(),
        MISTAKES.len(),
        met.join("\n")
    );
}
