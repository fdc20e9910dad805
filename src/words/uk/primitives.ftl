# Дати, маркування, місця, кількості й коди: слова та можливі помилки.

# Дати. Місяць стоїть окремо, після прийменника (-of) або в даті з числом (-in-day).
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-season = { $season } { $year }
date-year = { $year }
date-decade = { $decade }-ті
date-decade-of = { $decade }-х
date-century = { $from }–{ $to }
date-about = близько { $date }
date-uncertain = { $date }, непевно
date-uncertain-inside = { $date } (непевно)
date-between = від { $from } до { $to }
date-before = не пізніше { $date }
date-before-day = не пізніше { $date }
date-after = не раніше { $date }
date-after-day = не раніше { $date }
date-start-unknown = до { $date }, початок невідомий
date-end-unknown = від { $date }, кінець невідомий
date-unknown = дата невідома

month-1 = січень
month-2 = лютий
month-3 = березень
month-4 = квітень
month-5 = травень
month-6 = червень
month-7 = липень
month-8 = серпень
month-9 = вересень
month-10 = жовтень
month-11 = листопад
month-12 = грудень
month-1-of = січня
month-2-of = лютого
month-3-of = березня
month-4-of = квітня
month-5-of = травня
month-6-of = червня
month-7-of = липня
month-8-of = серпня
month-9-of = вересня
month-10-of = жовтня
month-11-of = листопада
month-12-of = грудня
month-1-in-day = січня
month-2-in-day = лютого
month-3-in-day = березня
month-4-in-day = квітня
month-5-in-day = травня
month-6-in-day = червня
month-7-in-day = липня
month-8-in-day = серпня
month-9-in-day = вересня
month-10-in-day = жовтня
month-11-in-day = листопада
month-12-in-day = грудня

season-spring = весна
season-summer = літо
season-autumn = осінь
season-winter = зима
season-spring-of = весни
season-summer-of = літа
season-autumn-of = осені
season-winter-of = зими

date-required = Вкажіть дату.
date-invalid = Не вдалося прочитати дату. Пишіть 2024, 2024-08 або 2024-08-18; 2024? — непевно, 2024~ — приблизно; 2023-03/2024-01 — проміжок, ../2024-02 — «щонайпізніше».
date-impossible = Такої дати не існує: { $date }.
date-reversed = Проміжок закінчується раніше, ніж починається.
date-year-range = Роки — від 0001 до 9999.

# Запис маркувань.
glyph-certain = певний знак
glyph-uncertain = сумнівний: знак із крапкою внизу
glyph-unreadable = один знак, який неможливо прочитати
glyph-lost = втрачені знаки: скільки
glyph-either = один із варіантів
glyph-masked = відомий, прихований нами
glyph-supplied = доповнено тим, хто читав; не доказ
glyph-logo = зображення, описане словами

notation-empty = Напишіть, що стоїть на предметі.
notation-too-long = Запис може мати щонайбільше { $max } знаків. Розділіть його на кілька маркувань.
notation-empty-line = Знак { $position }: порожній рядок. Рядки розділяє одна скісна риска з пробілами обабіч.
notation-stray = Знак { $position }: «{ $found }» тут зайвий. Щоб записати сам знак, пишіть \{ $found }.
notation-combining = Знак { $position }: наголос чи крапка внизу мають стояти після літери або цифри.
notation-escape = Знак { $position }: зворотна риска стоїть лише перед ? # [ ] { "{" } { "}" } < > | / \ або перед літерою, надрукованою з крапкою внизу.
notation-lost = Знак { $position }: у дужках має бути кількість: [3], [2-4] або [-], якщо вона невідома.
notation-lost-limit = Знак { $position }: в одному місці може бути втрачено щонайбільше { $max } знаків.
notation-either = Знак { $position }: потрібні щонайменше два різні варіанти, як-от { "{8|B}" }.
notation-either-limit = Знак { $position }: щонайбільше { $count } варіантів, кожен не довший за { $length } знаків.
notation-angle = Знак { $position }: очікується «<logo: …>». Щоб записати сам знак, пишіть \<.
notation-unclosed = Знак { $position }: тут відкрито й не закрито. Очікується «{ $expected }».
notation-nothing-inside = Знак { $position }: усередині нічого немає.

technique-printed = друк
technique-laser_etched = лазерне гравіювання
technique-ink_stamped = чорнильний штамп
technique-stamped = карбування
technique-engraved = гравіювання
technique-cast = лиття
technique-label = етикетка
technique-hand_written = від руки
technique-painted = фарба
technique-moulded = пресування у формі
technique-unknown = невідомо
technique-invalid = Виберіть один зі способів.

script-latin = латиниця
script-cyrillic = кирилиця
script-hangul = корейське письмо
script-han = китайські ієрогліфи
script-kana = японське письмо
script-arabic = арабське письмо
script-persian = перське письмо
script-hebrew = єврейське письмо
script-digits = лише цифри
script-mixed = кілька писемностей
script-other = інше
script-invalid = Виберіть одну з писемностей.

marking-kind-serial_number = серійний номер
marking-kind-part_number = номер деталі
marking-kind-lot_code = код партії
marking-kind-date_code = код дати
marking-kind-calendar_mark = календарна позначка
marking-kind-country_of_origin_mark = країна походження
marking-kind-brand_mark = торгова марка
marking-kind-inspection_stamp = клеймо контролю
marking-kind-plant_code = код заводу
marking-kind-other = інше
marking-kind-invalid = Виберіть один із видів маркування.

# Текст і коди записів.
text-required = Заповніть це поле.
text-too-long = Щонайбільше { $max } знаків.
ref-invalid = Код запису має вісім літер і цифр, як-от 7Q01ZK1D.

# Місця.
country-invalid = Це не код країни. Пишіть дві літери за ISO 3166, як-от UA.
coordinates-invalid = Це не координати. Пишіть широту, потім довготу: 50.4501, 30.5234 або 50°27′00″N 30°31′24″E.
coordinates-range = Широта — від −90 до 90, довгота — від −180 до 180.
precision-exact = точно
precision-km1 = у межах близько 1 км
precision-km10 = у межах близько 10 км
precision-region = лише регіон
precision-country = лише країна
precision-invalid = Виберіть одну з точностей.

# Кількості.
quantity-exact = { $number }
quantity-about = приблизно { $number }
quantity-at_least = щонайменше { $number }
quantity-at_most = щонайбільше { $number }
quantity-range = від { $number } до { $high }
quantity-unit = { $number } { $unit }
quantity-of = { $number } { $unit } від { $of }
quantity-of-unknown = { $number } { $unit } (від чого, не вказано)
quantity-required = Вкажіть число.
quantity-invalid = Не вдалося прочитати кількість. Пишіть 50, about 50, at least 290, at most 9, 2-4 або 75.5 % of documented components.
quantity-range-bound = Діапазон уже має два кінці; приберіть слово перед ним.
quantity-reversed = Друге число діапазону має бути більшим.
quantity-too-large = Найбільше число — { $max }.
bound-exact = точно
bound-about = приблизно
bound-at_least = щонайменше
bound-at_most = щонайбільше
bound-range = у межах
bound-invalid = Виберіть одну з меж.

# Коди й оцінки.
hs6-invalid = Це не код HS. Пишіть шість цифр, як-от 8542.31.
hs6-edition = Вкажіть редакцію HS, до якої належить код: { $editions }.
eccn-invalid = Це не код ECCN. Пишіть 3A001, 3A001.a.2 або EAR99.
dual-use-invalid = Це не позиція Додатка I. Пишіть 5A002 або 3A001.a.2.
reliability-A = A – повністю надійне
reliability-B = B – зазвичай надійне
reliability-C = C – досить надійне
reliability-D = D – зазвичай ненадійне
reliability-E = E – ненадійне
reliability-F = F – неможливо оцінити
reliability-invalid = Виберіть літеру від A до F.
credibility-1 = 1 – підтверджено іншими джерелами
credibility-2 = 2 – імовірно правда
credibility-3 = 3 – можливо правда
credibility-4 = 4 – сумнівно
credibility-5 = 5 – малоймовірно
credibility-6 = 6 – неможливо оцінити
credibility-invalid = Виберіть число від 1 до 6.
