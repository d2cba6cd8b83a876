/// What people write, and the names that occur: JSON strings without their quotes.
enum Texts {
  static let carriers: [(name: String, weight: Int)] = [
    ("Verizon Wireless", 31), ("AT&T Wireless", 28), ("T-Mobile USA", 27), ("US Cellular", 4),
    ("Google Voice", 3), ("Bandwidth", 3), ("Dish Wireless", 2), ("Cellcom", 1), ("GCI", 1),
  ]

  /// Some are there to try the quoting of commas and quotes, and what a spreadsheet would run.
  static let tags = [
    "order-shipped/us-east/v3", "order-delivered/us-east/v3", "otp-login/web/en-US",
    "otp-login/ios/en-US", "otp-login/android/es-MX", "appointment-reminder/24h/clinic-north",
    "appointment-reminder/2h/clinic-north", "appointment-reminder/24h/clinic-west",
    "flash-sale-2026-11/segment-a", "flash-sale-2026-11/segment-b", "loyalty-points/monthly",
    "cart-abandoned/step-1", "cart-abandoned/step-2", "winback/q4, offer 15%",
    "holiday \\\"early bird\\\" list", "=gift-guide/v2", "+referral-bonus", "-winback/last-call",
    "@vip-presale", "billing/invoice-due", "billing/payment-failed", "billing/receipt",
    "delivery-window/driver-eta", "school-closure/district-12", "outage-notice/grid-west",
    "weather-alert/severe", "survey/nps-november", "survey/csat-chat", "double-opt-in",
    "password-reset", "fraud-check/card-present", "fraud-check/online, new device",
    "team-chat/on-call", "team-chat/night-shift", "noël/été promo", "週末セール",
    "pickup-ready/store 0417", "table-ready/host stand",
  ]

  /// What senders put behind the name of a campaign, in turn; some put nothing.
  static let tagDetails = [
    " template=v14-short locale=en-US list=customers-active wave=morning region=us-east",
    " template=v14-long locale=en-US list=customers-dormant-90d wave=noon region=us-central",
    " template=v15-test-b locale=es-MX list=members-gold wave=evening region=us-west",
    "",
    " template=v13-media locale=en-US list=store-visitors-q4 wave=morning region=us-south",
    " template=v15-test-a locale=fr-CA list=newsletter wave=late region=us-east owner=growth-team",
  ]

  static let optOuts = [
    "STOP", "Stop", "stop", "STOP ", "STOPALL", "UNSUBSCRIBE", "Unsubscribe", "CANCEL", "END",
    "QUIT", "REVOKE", "OPTOUT",
  ]
  static let optIns = ["START", "Start", "UNSTOP", "YES", "Yes ", "SUBSCRIBE"]
  static let helps = ["HELP", "help", "INFO", "Info"]

  static let sentences = [
    "Is the blue one still in stock?", "Please move it to Thursday after four.", "Thanks so much!",
    "I never got the parcel, the neighbour has not seen it either.", "ok",
    "Can someone call me back about the invoice from last month?", "Yes, that works for us.",
    "The link opens an empty page on my phone.", "Running ten minutes late, sorry 🙏",
    "Which door do I use when the lobby is closed?", "👍", "No problem, see you then.",
    "We would like to change the order:\\n2x oat\\n1x rye\\nno seeds",
    "She said \\\"leave it at the back\\\" but there is a dog.", "Who is this?",
    "My account shows the payment twice, could you look into it please?", "Perfect 😊",
    "Does the appointment need the form filled in before?", "Not today, maybe next week.",
    "The driver is at the wrong building; we are behind the bakery.", "Merci beaucoup, à bientôt",
    "¿Tienen cita disponible el sábado por la mañana?", "Gate code is on the box.",
    "How long is the wait right now?", "I have three kids with me, is that fine?", "Got it.",
    "Wrong number, I think.", "Could you send the address again?", "It arrived broken 😞",
    "Please take me off the early shift on Friday.", "Can we pay in two parts?", "On my way",
    "The heating is out again on the second floor, it has been cold since last night.",
    "What does the extended plan cover that the basic one does not?", "Sounds good!",
    "I will be there at nine with the keys.", "Let me check with my partner first.",
    "The code did not work, it says expired.", "Is parking free in the evening?", "Sure",
  ]

  static let pictures = [
    "photo.jpg", "IMG_0417.jpg", "receipt.png", "clip.mp4", "voice.amr", "contact.vcf",
  ]
  static let campaignMedia = [
    "https://cdn.example.com/campaigns/2026/harvest-banner-1080x1080-q80.png",
    "https://cdn.example.com/campaigns/2026/loyalty-card-front-1080x640-q80.jpg",
    "https://media.example.net/coupons/2026/november/fifteen-off-animated.gif",
    "https://media.example.net/menus/2026/november/week-47-lunch-and-dinner.pdf",
  ]
  static let suggestions = [
    "Yes, book it", "Show me other times", "Talk to a person", "Track my order", "Not now",
  ]
  /// Base64 of `action=book`, `action=other`, `action=agent`, `action=track` and `action=later`.
  static let postbacks = [
    "YWN0aW9uPWJvb2s=", "YWN0aW9uPW90aGVy", "YWN0aW9uPWFnZW50", "YWN0aW9uPXRyYWNr",
    "YWN0aW9uPWxhdGVy",
  ]
}
