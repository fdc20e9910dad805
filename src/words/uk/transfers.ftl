# Передачі: хто, що й кому передав.

transfers-kind = Вид
transfers-from = Від кого
transfers-from-hint = Організація, якою його вважають: її код або назва. Якщо не певні, не заповнюйте, а назву з документа напишіть нижче.
transfers-from_name = Від кого, як написано
transfers-from_name-hint = Як у документі, разом із помилками.
transfers-from_country = Від кого, країна
transfers-to = Кому
transfers-to-hint = Так само: організація з каталогу або нічого.
transfers-to_name = Кому, як написано
transfers-to_name-hint = Як у документі.
transfers-to_country = Кому, країна
transfers-parties = Інші сторони
transfers-parties-hint = Кого ще називають папери і в якій ролі.
transfers-role = Роль
transfers-organization = Організація
transfers-party_name = Назва, як написано
transfers-party_country = Країна
transfers-contract = Домовлено
transfers-dispatch = Відправлено
transfers-border = Перетин кордону
transfers-arrival = Прибуло
transfers-lines = Товари
transfers-lines-hint = Рядок на кожну позицію документа. Кількість зберігає свою межу: at least 500 pcs, about 20 t. Вартість має валюту: 1200.50 USD. Код HS може мати редакцію: 8542.31 (HS 2022).
transfers-part_number = Номер деталі
transfers-maker = Виробник
transfers-family = Серія
transfers-lot = Партія
transfers-date_code = Код дати
transfers-serial_from = Серійний номер
transfers-serial_to = До серійного номера
transfers-hs6 = Код HS
transfers-quantity = Кількість
transfers-value = Вартість
transfers-description = Опис
transfers-part = Деталь у каталозі
transfers-goods = Опис товару
transfers-goods-hint = Словами документа, його мовою.
transfers-origin_country = Країна походження
transfers-origin_country-hint = Яку заявлено в документі. Деталь могли зробити деінде.
transfers-dispatch_country = Країна відправлення
transfers-transit_countries = Країни транзиту
transfers-transit_countries-hint = По одній у рядку, за порядком шляху.
transfers-destination_country = Країна призначення
transfers-route = Шлях
transfers-route-hint = Місця й порти за порядком шляху.
transfers-place = Місце
transfers-place_country = Країна
transfers-stop = Що це
transfers-vessel = Судно
transfers-vessel_imo = Номер IMO
transfers-vessel_imo-hint = Сім цифр. Остання перевіряється.
transfers-voyage = Рейс
transfers-document = Документ
transfers-document-hint = Його вид і номер: митна декларація, коносамент, договір.
transfers-source = Джерело
transfers-source-hint = Набір даних або документ, де це прочитано.
transfers-locator = Рядок або сторінка
transfers-locator-hint = Де саме в джерелі.
transfers-reliability = Надійність джерела
transfers-credibility = Достовірність запису
transfers-exchange_for = За твердженням, в обмін на
transfers-exchange_for-hint = Код іншої передачі. Це твердження: вище назвіть джерело, а нижче — хто це стверджує.
transfers-exchange_note = Хто стверджує про обмін
transfers-exchange_note-hint = Чиїми словами й коли.
transfers-note = Примітка

kind-sale = продаж
kind-shipment = відправлення
kind-customs_line = рядок митної декларації
kind-re_export = реекспорт
kind-delivery = постачання
kind-service = послуга
kind-data = дані
kind-unknown = вид невідомий

role-seller = продавець
role-buyer = покупець
role-consignor = вантажовідправник
role-consignee = вантажоодержувач
role-notify_party = сторона, яку сповіщають
role-intermediate_consignee = проміжний одержувач
role-ultimate_consignee = кінцевий одержувач
role-end_user = кінцевий споживач
role-freight_forwarder = експедитор
role-broker = посередник
role-carrier = перевізник
role-declarant = декларант

stop-place = місце
stop-sea_port = морський порт
stop-airport = аеропорт
stop-rail_station = залізнична станція
stop-border_crossing = пункт пропуску
stop-warehouse = склад

transfers-page-title = Передачі
transfers-page-lead = Продажі, відправлення, рядки митних декларацій, постачання, послуги й дані: кожна передача така, як про неї каже один документ чи одне повідомлення.
transfers-new = Нова передача
transfers-none = Передач тут немає
transfers-none-text = Передачі з’являться тут, коли їх для вас відкриють. Приберіть фільтр, щоб побачити більше.
transfers-any = будь-який
transfers-any-country = Країна
transfers-filter = Відібрати
transfers-when = Коли
transfers-undated = дату не вказано
transfers-grade = Оцінка
transfers-ungraded = не оцінено
transfers-more-lines = { $count ->
        [one] і ще { $count } рядок
        [few] і ще { $count } рядки
       *[other] і ще { $count } рядків
    }
transfers-goes-on = Для цієї сторінки переглянуто лише частину списку. На наступній може бути більше.
transfers-cites = На підставі джерела
transfers-country = Країна

transfers-no-accusation = Назва в записі про передачу нічого не каже про дії того, хто її носить. Запис переказує документ або повідомлення, а не порушення якогось правила; назви бувають спільні, ними можуть зловживати.
# $kind: вид передачі; $from, $to: сторони; $when: час або що його не вказано.
transfers-lead = { $kind } · від: { $from } · кому: { $to } · { $when }
transfers-somebody = не названо
transfers-parties-heading = Сторони
transfers-taken-for = Вважають, що це
transfers-taken-for-nobody = жодна організація каталогу
transfers-dates = Дати
transfers-whole-time = Загалом
transfers-what = Що
transfers-marks = Партія й номери
transfers-part-none = номер деталі не вказано
transfers-edition-none = редакцію не вказано
transfers-goods-none = Що саме передано, не вказано.
transfers-serials = від { $first } до { $last }
transfers-told-by = З чиїх слів
transfers-exchange = Обмін, за твердженням
transfers-exchange-about = Джерело стверджує, що одне дали за інше. Каталог переказує твердження, але не підтверджує його.
transfers-exchange-given-for = За твердженням, дано в обмін на
transfers-exchange-got-for = За твердженням, у відповідь дано
transfers-gaps = Що невідомо
transfers-gaps-about = Запис не каже:
transfers-gap-from = хто передав
transfers-gap-to = хто отримав
transfers-gap-when = коли
transfers-gap-what = що передано
transfers-gap-how-many = скільки
transfers-gap-marks = ні партії, ні коду дати, ні серійного номера, тож знахідку можна порівняти лише за номером деталі
transfers-gap-way = яким шляхом
transfers-gap-source = у якому наборі даних чи документі це прочитано

transfers-out = Передала
transfers-out-countries = Передала, за країнами
transfers-in = Отримала
transfers-in-countries = Отримала, за країнами
transfers-count = Передач
transfers-first = Перший день
transfers-last = Останній день
transfers-partners-more = Показано партнерів із найбільшою кількістю передач: { $count }; країни враховують усіх.
transfers-partners-cut = Показано 25 партнерів із найбільшою кількістю передач і країни першої тисячі. У списку є всі.
transfers-of-organization = Усі передачі, де її названо
transfers-of-part = Передачі, де названо цю деталь або її номер
transfers-of-source = Передачі, прочитані в ньому

# Що може бути не так.
transfers-nobody = Назвіть хоча б одну сторону: як написано, країною або організацією.
transfers-to-itself = Обидві сторони однакові, а передача потребує двох. Лише товар, що перетинає кордон, може лишитися в тих самих руках: тоді вкажіть відправлення, рядок декларації чи реекспорт і дві різні країни.
# $what: дата, яка не може бути пізнішою; $date: що вона каже.
transfers-dates-reversed = Це напевно раніше, ніж { $what ->
        [dispatch] відправлення
       *[border] перетин кордону
    } ({ $date }). Якщо так у документі, позначте сумнівну дату знаком «?».
transfers-exchange-unsourced = Твердження про обмін потребує джерела. Назвіть його тут.
transfers-exchange-for-nothing = Вкажіть, за яку передачу це, за твердженням, дано.
transfers-exchange-for-itself = Ніщо не дають в обмін на нього самого.
transfers-party-nobody = Назвіть сторону: як написано або організацією.
transfers-serial-alone = Діапазон серійних номерів потребує першого.
transfers-serials-reversed = Останній серійний номер стоїть перед першим.
imo-form = «{ $given }» — не номер IMO. Напишіть сім цифр, наприклад 9074729.
imo-check = «{ $given }» — не номер IMO: контрольна цифра мала б бути { $digit }. Звірте з документом.
currency-missing = Вкажіть валюту трьома літерами: 1200.50 USD.
currency-unknown = «{ $given }» — не валюта. Три літери за ISO 4217, наприклад USD.
quantity-negative = «{ $given }» — менше за нуль. Напишіть, що передано; повернення — окрема передача.
# $columns: назви клітинок.
row-cell-unknown = «{ $given }» не вдається прочитати. Пишіть назва=значення, між ними |, кожну один раз: { $columns }.
transfers-flows-title = Передачі цієї організації
transfers-flows-desc = Отримала від { $in }, передала { $out }. Таблиці нижче кажуть те саме словами.

# Що прочитано з тексту.
transfers-words-of-line = Опис рядка { $number }
transfers-read-from-text = Не зазначено; прочитано з тексту про товар: { $number }
transfers-read-heading = Прочитано з тексту про товар
transfers-read-about = Запис цього не каже. Програма прочитала це зі слів і може помилятися. Де жоден рядок не зазначає номера деталі, пошук і ланцюги йдуть за прочитаним і кажуть про це.
transfers-read-kind = Що
transfers-read-value = Як прочитано
transfers-read-why = Чому
transfers-read-button = Прочитати текст
transfers-read-button-hint = Заповнює порожні клітинки рядків товару з цих слів і з описів. Нічого не зберігається: спершу перегляньте рядки.
transfers-filled = { $count ->
        [0] Нічого нового з тексту не прочитано.
        [one] З тексту заповнено { $count } клітинку. Перегляньте її, перш ніж зберігати.
        [few] З тексту заповнено { $count } клітинки. Перегляньте їх, перш ніж зберігати.
       *[other] З тексту заповнено { $count } клітинок. Перегляньте їх, перш ніж зберігати.
    }
