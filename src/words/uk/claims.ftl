# Твердження: що кажуть джерела, поряд одне з одним.

claims-about = Про що
claims-about-hint = Код запису, про який ідеться, або адреса його сторінки.
claims-statement = Твердження
claims-statement-hint = Якомога ближче до сказаного, нічого не додаючи.
claims-measure = Показник
claims-measure-hint = Що пораховано або стверджується. Твердження з однаковими словами тут показуються разом. «Запущено» і «передано» — різні показники.
claims-quantity = Кількість
claims-quantity-hint = З межею, яку дає джерело. Пишіть англійською: 21, about 50, at least 12 killed, 75.5 %, 12-15.
claims-out_of = Із чого
claims-out_of-hint = Ціле, частиною якого це є, словами. Відсоток без цілого не пишіть, якщо ціле відоме.
claims-basis = Підстава
claims-period = Про який час
claims-said = Коли сказано
claims-said_by = Хто сказав
claims-status = Статус
claims-source = Джерело
claims-locator = Місце в джерелі
claims-locator-hint = Сторінка, абзац або час.
claims-grade = Оцінка
claims-grade-hint = Код адміралтейства: літера для джерела, цифра для сказаного. B2. Якщо ніхто не оцінював, лишіть порожнім.
claims-underlying = Первинні докази
claims-underlying-hint = На чому ґрунтується саме твердження. Твердження з однаковими словами тут вважаються одним свідченням.
claims-positions = Позиції сторін
claims-positions-hint = По одній у рядку: хто | disputes, denies, confirms, no_reply або declined | дата | джерело. Приклад: Міністерство оборони | no_reply | 2024-05-07 | 7Q01ZK1D

basis-observed = спостереження
basis-extrapolated = екстраполяція
basis-notified = офіційне повідомлення
basis-estimated = оцінка
basis-unspecified = не вказано

status-preliminary = попереднє
status-corroborated = підкріплене
status-confirmed = підтверджене
status-disputed = оскаржуване
status-withdrawn = відкликане автором

claims-about-unknown = Серед відкритих для вас записів немає коду «{ $given }». Вкажіть вісім літер і цифр коду.
claims-about-claim = Твердження про твердження — це позиція: додайте її до позицій того твердження.
claims-about-decision = Про рішення нічого не стверджують: скажіть це про компонент, маркування чи передачу.
claims-grade-unknown = «{ $given }» — не оцінка. Напишіть літеру від A до F і цифру від 1 до 6, наприклад B2.
claims-whole-without-part = Ціле вказано, а кількість — ні. Вкажіть кількість або приберіть ціле.
claims-whole-twice = Кількість уже каже, із чого вона. Напишіть це лише в одному місці.
claims-position-nobody = У позиції («{ $given }») не вказано, чия вона. Почніть рядок зі сторони.

# $quantity: число з межею; $whole: із чого воно.
claims-share = { $quantity }: { $share }
claims-out-of-whole = { $quantity } (із чого: { $whole })
claims-stance-disputes = Оскаржує: { $who }
claims-stance-denies = Заперечує: { $who }
claims-stance-confirms = Підтверджує: { $who }
claims-stance-declined = Відмова від коментаря: { $who }
claims-stance-no-reply = Немає відповіді: { $who }

# $claims: скільки тверджень; $lines: незалежних свідчень; $unstated: скільки не кажуть.
claims-independence = { $claims ->
        [one] { $claims } твердження спирається
        [few] { $claims } твердження спираються
       *[other] { $claims } тверджень спираються
    } на { $lines ->
        [one] { $lines } незалежне свідчення
        [few] { $lines } незалежні свідчення
       *[other] { $lines } незалежних свідчень
    }.
claims-independence-partly = { $claims ->
        [one] { $claims } твердження спирається
        [few] { $claims } твердження спираються
       *[other] { $claims } тверджень спираються
    } на { $lines ->
        [one] { $lines } незалежне свідчення
        [few] { $lines } незалежні свідчення
       *[other] { $lines } незалежних свідчень
    }, наскільки зазначено; для { $unstated ->
        [one] { $unstated } підставу не вказано
       *[other] { $unstated } підстави не вказано
    }.
claims-independence-unstated = Тверджень: { $claims }; на чому вони ґрунтуються, не зазначено.

claims-heading = Твердження
claims-lead = Що кажуть інші, поряд одне з одним. Тут нічого не додається, не усереднюється і не виправляється.
claims-said-heading = Хто сказав
claims-page-title = Твердження
claims-page-lead = Що джерела кажуть про записи каталогу. Кожне твердження зберігає межу, ціле та позиції сторін.
claims-new = Нове твердження
claims-none = Тверджень ще немає
claims-none-text = Твердження з’являться тут, коли їх і те, про що вони, для вас відкриють.
claims-facts = Відомості
claims-all = Усі твердження
claims-no-measure = Інші твердження
