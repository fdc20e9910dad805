# Коли виріб складено і як скоро його застосовано.

dating-heading = Коли його складено
dating-title = Коли його складено: { $unit }
dating-to-unit = Виріб
dating-picture = Діаграма як SVG
dating-open = Доказ і діаграма
dating-result = Результат
dating-chart = Діаграма датування
dating-proof = Доказ
dating-changes = Що це змінило б
dating-plausibility = Переглянути ще раз
dating-plausibility-lead = Підстави ще раз поглянути на позначку. Жодна з них не є висновком.
dating-excluded = На що не покладаємося
dating-all-marks = Усі датовані позначки
dating-shares = Складники
dating-caveats = Чого тут не сказано

dating-days = { $days ->
    [one] { $days } день
    [few] { $days } дні
   *[other] { $days } днів
}
dating-days-between = від { $least } до { $most } днів
dating-lead-use = { $lag } від виготовлення до застосування.
dating-lead-recovery = { $lag } від виготовлення до знахідки.
dating-lead-bound = Складено не раніше ніж { $day }.
dating-lead-likely = Жодна позначка не датує його напевно; імовірно, складено не раніше ніж { $day }.
dating-lead-no-components = Жодного складника цього виробу тут не задокументовано, тож ніщо його не датує.
dating-lead-no-marks = Жодної позначки на складниках цього виробу тут не задокументовано, тож ніщо його не датує.
dating-lead-nothing = За правилами жодна позначка цього виробу не означає дати виготовлення.
dating-contradiction = Дати цього виробу суперечать одна одній: принаймні одна з них хибна.
dating-bounds-window = Складено не раніше ніж { $first } і не пізніше ніж { $last }.
dating-bounds-contradict = За частинами його складено не раніше ніж { $first }; за позначкою цілої зброї – не пізніше ніж { $last }.
dating-bounds-open = Коли його застосовано чи знайдено, не вказано.
dating-bounds-last = Складено не пізніше ніж { $last }.
dating-likely-later = Імовірно, не раніше ніж { $day }.
dating-uncounted = { $count ->
    [one] { $count } складник або позначка ще не в каталозі, і тут не враховується.
    [few] { $count } складники чи позначки ще не в каталозі, і тут не враховуються.
   *[other] { $count } складників чи позначок ще не в каталозі, і тут не враховуються.
}

dating-unit-unknown = Виробу «{ $given }» немає або він не публічний. Посилання має вісім літер і цифр, як-от 7K2M9QXA; з --all враховуються й закриті записи.
dating-no-bound = невідомо
dating-fact-certain = Не раніше, напевно
dating-fact-likely = Не раніше, імовірно
dating-fact-latest = Не пізніше
dating-fact-window = Складено
dating-fact-lag-use = Від виготовлення до застосування
dating-fact-lag-recovery = Від виготовлення до знахідки
dating-fact-decides = Вирішує
dating-fact-second = Наступна межа
dating-fact-part = { $component } «{ $mark }»: { $day }
dating-fact-used = Застосовано
dating-fact-recovered = Знайдено

dating-decides = вирішує
dating-counts = враховано
dating-may-be-no-date = може не бути датою
dating-not-counted = не покладаємося
dating-own-reading = прочитала людина
dating-decision = рішення
dating-citation = документ
dating-rests-on = Підстава:

dating-component = Складник
dating-mark = Позначка
dating-state = Стан
dating-means = Що може означати
dating-days-column = Дні
dating-rule = Правило
dating-reason = Чому ні
dating-country = Країна
dating-brand = Марка
dating-year = Рік
dating-pieces = Штук
dating-share = Частка
dating-at-least = щонайменше { $count }
dating-by-country = За країною головного офісу виробника або компанії, чию марку нанесено
dating-by-brand = За маркою
dating-by-year = За роком виготовлення
dating-known-country = із { $known } з відомим головним офісом; задокументовано { $documented }
dating-known-brand = із { $known } з розбірливою маркою; задокументовано { $documented }
dating-known-year = із { $known } з читабельною датою; задокументовано { $documented }

dating-not-relied-on = Рецензент не покладається на цю позначку: { $reason }
dating-rejected = Рецензент відхилив: { $reason }
dating-not-manufacture = Це дата не виготовлення.
dating-after-use = Вона починається після застосування або знахідки зброї.
dating-before-introduction = Вона передує часу, коли такі деталі почали робити.
dating-after-production = Вона пізніша за час, коли такі деталі робили востаннє.
dating-other-accepted = Прийнято інше прочитання цієї позначки.
dating-if-accepted = Якби позначку «{ $mark }» на складнику { $component } прийняли як дату за правилом «{ $rule }»:
dating-if-taken-back = Якби відхилене прочитання позначки «{ $mark }» на складнику { $component } за правилом «{ $rule }» все ж було правильним:
dating-if-weak-right = Якби правильним було слабке прочитання вирішальної позначки «{ $mark }» на складнику { $component } за правилом «{ $rule }»:
dating-if-introduction-wrong = Якби такі деталі робили раніше, ніж задокументовано, а «{ $mark }» на складнику { $component } читали за правилом «{ $rule }»:
dating-if-last-production-wrong = Якби такі деталі робили пізніше, ніж задокументовано, а «{ $mark }» на складнику { $component } читали за правилом «{ $rule }»:
dating-if-relied-on = Якби на позначку «{ $mark }» на складнику { $component } все ж покладалися:
dating-if-dropped = Якби на вирішальну позначку «{ $mark }» на складнику { $component } не покладалися або вона не була датою:
dating-then = не раніше ніж { $day }.
dating-then-none = жодної межі.

dating-chart-title = Діаграма датування: { $unit }
dating-chart-not-before = не раніше { $day }
dating-chart-likely = імовірно, не раніше { $day }
dating-chart-used = застосовано { $day }
dating-chart-recovered = знайдено { $day }
dating-chart-mark = { $component }, позначка «{ $mark }»: { $days }.
dating-chart-table = Таблиця «Усі датовані позначки» каже те саме словами.
dating-chart-left-out = На діаграмі { $shown } з { $all } позначок: спершу вирішальна, далі наймолодші.
dating-legend-bound = лінія з ромбом: межа, складено не раніше
dating-legend-decides = дні вирішальної позначки
dating-legend-live = дні, які може означати позначка
dating-legend-open = може не бути датою
dating-legend-ghost = не покладаємося
dating-legend-window = тло: час складання

dating-proof-principle = Зброю не могли скласти раніше, ніж виготовили її наймолодшу частину.
dating-proof-scope = Розглянуто: { $components ->
    [one] { $components } складник
    [few] { $components } складники
   *[other] { $components } складників
} цього виробу та { $marks ->
    [one] { $marks } позначку
    [few] { $marks } позначки
   *[other] { $marks } позначок
}. За правилами дату виготовлення { $dated ->
    [one] означає { $dated } позначка
    [few] означають { $dated } позначки
   *[other] означають { $dated } позначок
}.
dating-proof-used = Дата застосування, як її вказано: { $date }.
dating-proof-recovered = Дата знахідки, як її вказано: { $date }. Коли його застосовано, не вказано.
dating-proof-mark = На складнику «{ $component }» стоїть позначка «{ $mark }».
dating-proof-reading = За правилом «{ $title }», версія { $version }, «{ $token }» означає { $days }. { $decided } Підстава правила: { $source }.
dating-proof-own = Людина прочитала «{ $token }» як { $days }, і рецензент це прийняв: { $reason }.
dating-proof-accepted = Це прочитання прийняла людина.
dating-proof-proposed = Це прочитання пропонує програма; про нього ще ніхто не вирішив.
dating-proof-earliest = Перший із цих днів – { $day }. Цю частину не виготовлено раніше, тож і зброю не складено раніше.
dating-proof-earliest-likely = Перший із цих днів – { $day }. Але позначка може взагалі не бути датою, тож це ймовірно, а не напевно.
dating-proof-alone = Жоден інший складник не дає межі.
dating-proof-second = Жоден інший складник не дає пізнішого дня. Наступний – «{ $component }»: не раніше ніж { $day }.
dating-proof-closes = Позначка «{ $mark }» на складнику «{ $component }» датує саму зброю, і людина її прийняла: зроблено не пізніше ніж { $day }.
dating-proof-lag-use = Від { $first } до { $last } – днів: { $most }. Наймолодшу датовану частину виготовлено за { $lag } до застосування; виготовлення після застосування неможливе й не враховується.
dating-proof-lag-recovery = Від { $first } до { $last } – днів: { $most }. Наймолодшу датовану частину виготовлено за { $lag } до знахідки; застосувати виріб могли й раніше.
dating-proof-own-lag = Сама вирішальна частина: { $lag }.
dating-proof-end-open = Сам день невідомий, тож найменше число рахується від першого можливого дня, а найбільше – від останнього.
dating-proof-likely = Якщо брати з кожної позначки лише прийняте або найкраще прочитання, зброю складено не раніше ніж { $day }: позначка «{ $mark }» на складнику «{ $component }» за правилом «{ $rule }». Це ймовірно, а не напевно.
dating-proof-excluded = Дат, на які не покладаємося: { $count }. Кожну названо з причиною.
dating-proof-repair = Відремонтована зброя може мати частини, молодші за неї саму: межа датує її такою, якою її знайдено.

dating-caveat-repair = Межа датує зброю такою, якою її знайдено. Якщо її ремонтували, перше складання може бути давнішим.
dating-caveat-rules = Прочитання, яких ніхто не прийняв, – це пропозиції за задокументованими правилами. Позначка може бути підробленою або нанесеною наново.

dating-suspicion-two-origins = Партію { $lot } одного виробника знайдено в цьому виробі з різними країнами походження: { $countries }.
dating-suspicion-name-ended = { $maker } увійшов до { $into } після { $day }, більш ніж за десять років до дати.
dating-suspicion-introduced = Кожна можлива дата передує появі { $part } ({ $day }).
dating-suspicion-last-made = Кожна можлива дата пізніша за останнє виготовлення { $part } ({ $day }).
dating-suspicion-published = Опублікованої дати виготовлення, { $date }, не дає жодне правило, що підходить до цієї позначки.
