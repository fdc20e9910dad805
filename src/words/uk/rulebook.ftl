# Сторінки правил і повторне читання всіх маркувань.

rules-title = Правила читання
rules-lead = Кожен вигляд маркування, який розуміє цей каталог, і чим він документований. Правило пропонує; вирішують люди.
rules-rule = Правило
rules-id = Ідентифікатор
rules-nobody = будь-який виробник
rules-any = будь-що
rules-filter = Відібрати
rules-filter-q = Слова з назви, виробника чи джерела
rules-filter-unknown = Список правил можна звузити за q, maker, kind і confidence.
rules-shown = { $count } із { $all } правил.
rules-none = Жодне правило не підходить
rules-none-text = Приберіть якийсь відбір або вжийте менше слів.
rules-patterns = Вигляд маркування
rules-says = Що воно каже
rules-documented = Документовано в
rules-examples = Приклади
rules-example-mark = Маркування
rules-example-known = Що ще відомо
rules-example-reads = Читається як
rules-example-yes = це воно
rules-example-none = не за цим правилом
rules-marks = Маркування, які воно читає
rules-marks-none = Воно не читає жодного відкритого для вас маркування.
rules-fact-kind = Що це
rules-fact-stage = Етап виготовлення
rules-fact-makers = Виробники
rules-fact-objects = Застосовують до
rules-fact-origins = Країни
rules-fact-weeks = Тижні рахують
rules-fact-calendar = Календар
rules-fact-window = Відкритий рік шукають у межах
rules-fact-life = Від виготовлення до цієї дати
rules-fact-spread = Справжній тиждень лежить
rules-fact-place = Де в маркуванні
rules-fact-from = У вжитку від
rules-fact-until = У вжитку до
rules-fact-confidence = Надійність
rules-fact-version = Версія
rules-years = { $count ->
        [one] { $count } рік
        [few] { $count } роки
       *[other] { $count } років
    }
rules-weeks-around = до { $before } раніше і до { $after } пізніше
rules-piece-literal = «{ $text }»
rules-piece-option = можливо (
rules-piece-option-end = )
rules-piece-joint = нічого або розділювач
rules-piece-line = наступний рядок
rules-piece-gap = проміжок
rules-piece-year-four = рік чотирма цифрами
rules-piece-year-two = дві останні цифри року
rules-piece-year-one = остання цифра року
rules-piece-month = місяць
rules-piece-week = тиждень
rules-piece-day = день
rules-piece-day-of-year = день року
rules-piece-quarter = квартал
rules-piece-week-of-month = тиждень місяця
rules-piece-calendar-year = рік за календарем
rules-piece-aside = { $name }, що нічого не каже про дату
rules-piece-table = знак із таблиці { $table }
weeks-iso = з понеділка до неділі; перший тиждень містить перший четвер (ISO 8601)
weeks-january-1 = перший тиждень містить 1 січня; з якого дня починається тиждень, не сказано
weeks-sunday = перший тиждень містить 1 січня; тижні починаються з неділі
weeks-monday = перший тиждень містить 1 січня; тижні починаються з понеділка
weeks-blocks = по сім днів від 1 січня
weeks-unknown = невідомо як: дні, що їх дозволяє будь-який спосіб
place-any = будь-де
place-line = лише там, де заповнює рядок або оголошене
place-mark = лише там, де це все маркування

rereadings-title = Перечитані маркування
rereadings-lead = Коли правила змінюються, усі маркування читають знову. Те, що читається інакше, стоїть тут, доки хтось не подивиться. Рішення самі не змінюються.
rereadings-never = Ця установка ще не читала маркувань.
rereadings-running = Маркування перечитують від { $when }: поки що { $total }. { $changes ->
        [0] Дивитися нема на що.
        [one] { $changes } маркування чекає на перегляд.
        [few] { $changes } маркування чекають на перегляд.
       *[other] { $changes } маркувань чекають на перегляд.
    }
rereadings-done = Усі маркування перечитано до { $when }: { $total }. { $changes ->
        [0] Дивитися нема на що.
        [one] { $changes } маркування чекає на перегляд.
        [few] { $changes } маркування чекають на перегляд.
       *[other] { $changes } маркувань чекають на перегляд.
    }
rereadings-waiting = { $count ->
        [one] { $count } щойно записане маркування чекає на читання.
        [few] { $count } щойно записані маркування чекають на читання.
       *[other] { $count } щойно записаних маркувань чекають на читання.
    }
rereadings-pace = { $done } із { $total } маркувань, інакше ніж раніше — { $changed }
rereadings-leave = Сторінку можна закрити; читання триває.
rereadings-progress-failed = Не вдалося дізнатися, як далеко зайшло. Читання триває; сторінка сама запитає ще раз.
rereadings-none = Дивитися нема на що
rereadings-none-text = Жодне маркування не читається інакше, ніж раніше, або всі вже переглянуто.
rereadings-decided = Вирішено
rereadings-gone = Більше немає:
rereadings-come = Нове:
rereadings-kept = Незмінних прочитань:
rereadings-note = Примітка
rereadings-see = Переглянуто
note-reread-seen = Записано. Це маркування більше не чекає на перегляд.
act-see = Перечитане маркування переглянуто
