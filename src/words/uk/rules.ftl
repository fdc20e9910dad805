# Що може бути хибним у файлі правил.

rule-required = Це поле обовʼязкове.
rule-number = «{ $given }» — не число від { $least } до { $most }.
rule-word = «{ $given }» тут невідоме. Відомі: { $known }.
rule-unknown-name = Нічого не зветься «{ $given }». Додайте запис або вживіть наявну назву.
rule-field-unknown = Такого поля немає. Відомі: { $known }.
rule-id = Ідентифікатор складається з малих літер, цифр, крапок, дефісів і підкреслень, не довше шістдесяти.
rule-country = Країна — дві великі літери.
rule-file = Файл не читається: { $why }
rule-shape = «{ $given }» має бути списком таблиць на кшталт [[scheme]] з простими полями.
rule-table-value = «{ $given }» не має вигляду A=1 або 06=6-11 для такої таблиці.
rule-no-year = Дата потребує поля року в кожному шаблоні або власних днів.
rule-two-years = Шаблон має два поля року.
rule-pattern-empty = Шаблон не може бути порожнім, зокрема без необовʼязкових частин.
rule-pattern-stray = Позиція { $position } у «{ $pattern }»: дужка нічого не закриває. Поставте \ перед нею, якщо вона надрукована.
rule-pattern-open = Позиція { $position } у «{ $pattern }»: дужку не закрито.
rule-pattern-escape = Позиція { $position } у «{ $pattern }»: після \ нічого немає.
rule-pattern-ways = Позиція { $position } у «{ $pattern }»: необовʼязкові частини дають понад { $most } варіантів; напишіть кілька шаблонів.
rule-pattern-field = Позиція { $position } у «{ $pattern }»: «{ $given }» — не поле і не таблиця. Поля: { $known }.
rule-pattern-kind = Позиція { $position } у «{ $pattern }»: «{ $given }» — не вид символу з кількістю, як-от X 3-4 або [ABC].
rule-pattern-alphabet = Позиція { $position } у «{ $pattern }»: правила вживають забагато різних символів.
rule-example-form = «{ $given }» не має вигляду ПОЗНАЧКА ; recovered 2023-06-01 => 2021-05 | 2011-05.
rule-example-fails = Приклад «{ $example }» читається інакше; знайдено: { $found }.
rule-example-fits = Приклад «{ $example }» не має читатися за цим правилом; знайдено: { $found }.
