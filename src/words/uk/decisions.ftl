# Що люди вирішують про прочитання позначок, і прочитання на сторінках.

readings-marking = Маркування
readings-marking-hint = Код маркування, яке прочитано.
readings-verdict = Рішення
readings-rule = Правило
readings-rule-hint = Ідентифікатор правила, як на його сторінці. Порожньо для власного прочитання і для маркування загалом.
readings-rule_version = Версія правила
readings-token = Прочитане слово
readings-token-hint = Як воно стоїть у транскрипції.
readings-date = Дні
readings-stage = Етап виготовлення
readings-kind = Що означають дні
readings-reason = Причина
readings-reason-hint = Потрібна для всього, крім прийняття того, що дає правило.
readings-transcription = Транскрипція, для якої це вирішено
readings-basis = Підстава
readings-basis-hint = На чому ґрунтується прочитання: накладна, відповідь виробника, позначка на такій самій деталі.

verdict-accepted = прийнято
verdict-rejected = відхилено
verdict-own = прочитано людиною
verdict-not_relied_on = не покладаємося
verdict-lead-accepted = Це прочитання за правилом правильне.
verdict-lead-rejected = Це прочитання за правилом хибне.
verdict-lead-own = Власне прочитання людини з підставою.
verdict-lead-not_relied_on = На дати в цьому маркуванні не покладаємося.

kind-production_date = дата виготовлення
kind-expiry_date = термін придатності
kind-other_date = дата чогось іншого

shelf-readings = Рішення про прочитання
shelf-one-readings = Рішення про прочитання
review-count-readings = { $count ->
        [one] { $count } рішення про прочитання
        [few] { $count } рішення про прочитання
       *[other] { $count } рішень про прочитання
    }

readings-names-reading = Рішення про прочитання називає його правило, слово і дні.
readings-own-has-no-rule = Власне прочитання не має правила. Прийміть прочитання за правилом або не вказуйте правила.
readings-whole-mark = Це рішення стосується маркування загалом. Лишіть це поле порожнім.
readings-reason-required = Скажіть чому. Іншим доведеться це зрозуміти.
readings-basis-required = Скажіть, на чому це ґрунтується. Іншим доведеться це зрозуміти.
readings-date-open = Вкажіть обидва кінці: найраніший і найпізніший можливий день.
readings-no-rule = Правила «{ $given }» немає.
readings-mark-withheld = Що там стоїть, для вас закрито, тож вирішити про це нічого не можна.
readings-not-given = Правило { $rule } не дає такого прочитання для маркування, яким воно є зараз ({ $mark }). Подивіться на маркування ще раз і виберіть прочитання, яке воно має.
readings-decided-already = Це вже вирішено: { $ref }. Нічого не збережено.
readings-proposed-already = Це вже запропоновано: { $ref }; чекає на другу людину. Нічого не збережено.
readings-decided-otherwise = Вирішено протилежне: { $ref }. Нічого не збережено. Запропонуйте зміну до того рішення зі своєю причиною або попросіть рецензента його вилучити.
readings-proposed-otherwise = Запропоновано протилежне: { $ref }; чекає на другу людину. Нічого не збережено. Про обидва має вирішити рецензент; напишіть тому, хто вирішує.

readings-heading = Можливі дати
readings-count = { $count ->
        [one] { $count } можлива дата.
        [few] { $count } можливі дати, найімовірніша перша.
       *[other] { $count } можливих дат, найімовірніша перша.
    }
readings-undatable = Не датується: жодне документоване правило не читає в цьому маркуванні дати виготовлення.
readings-explained = Прочитання роблять правила, і це лише можливості. Правдивим воно вважається, лише коли його прийняла друга людина.
readings-weaker = Слабші прочитання
readings-weaker-text = Вони підходять гірше або означають щось інше, ніж виготовлення.
readings-more = { $count ->
        [one] Ще { $count } не показано; повний список дає API.
        [few] Ще { $count } не показано; повний список дає API.
       *[other] Ще { $count } не показано; повний список дає API.
    }
readings-impossible = Чим це не може бути
readings-removed = { $token } за правилом «{ $rule }»: { $why }
readings-words = Чим є його слова
readings-word-unknown = не пояснене жодним правилом
readings-also = прочитано як
readings-rank = вага
readings-version = версія
readings-for = За:
readings-against = Проти:
readings-documented-in = Документовано в
readings-reasons = { $for ->
        [one] { $for } довід за
        [few] { $for } доводи за
       *[other] { $for } доводів за
    }, { $against ->
        [0] проти — жодного
       *[other] проти — { $against }
    }
readings-days-by-rule = { $days }, за { $rule }
readings-days-from-word = { $days }, із { $token } за { $rule }
readings-accept = Прийняти
readings-accept-this = Прийняти { $days }
readings-reject = Відхилити
readings-reject-this = Відхилити { $days }
readings-reject-send = Запропонувати відхилити
readings-why-wrong = Чому це хибно
readings-own = Додати власне прочитання
readings-own-send = Запропонувати це прочитання
readings-set-aside = Не покладатися на це маркування
readings-set-aside-text = Для маркувань, що виглядають доданими, зашліфованими чи взятими з іншої деталі. Маркування лишається; жодна дата в ньому не рахується.
readings-set-aside-why = Чому на нього не покладаються
readings-set-aside-send = Запропонувати не покладатися
readings-outdated = Вирішено для попередньої транскрипції цього маркування.
readings-stands-named = пропонує { $author }, приймає { $who }, { $when }
readings-stands = прийнято, { $when }
readings-waits-named = пропонує { $author }, ще не прийнято
readings-waits = запропоновано, ще не прийнято
readings-drafted = ваша чернетка, ще не подано
readings-returned = повернуто авторові
readings-withdrawn = вилучено
note-reading-proposed = Ваше рішення чекає на другу людину. До того воно не рахується.
note-reading-drafted = Ваше рішення — чернетка. Його буде подано разом із маркуванням.

readings-box-hint = Що це може означати за документованими правилами. Нічого не зберігається, доки хтось не вирішить.
readings-box-ask = Показати можливі дати
readings-box-failed = Не вдалося отримати можливі дати. Уведене лишилося на місці; друкуйте далі, щоб спробувати ще раз.

readings-page-title = Рішення про прочитання
readings-page-lead = Що люди вирішили про дати, які правила читають у маркуваннях: кожне пропонує одна людина, а приймає інша.
readings-none = Рішень ще немає
readings-none-text = Рішення з’являться тут, коли їх і їхні маркування для вас відкриють. Їх ухвалюють на сторінці маркування.
readings-reference = Код
readings-of-whole-mark = Маркування загалом
readings-facts = Рішення

flag-substitution = Один знак узято за схожий на нього.
flag-unreadable = Нечитабельні знаки доповнено.
flag-wide = Прочитати можна так мало, що дні лишаються широкими.
flag-told_together = Усі дати правила подано разом.
flag-decade_open = Десятиліття чи століття відкрите.
flag-week53 = За ISO 8601 такого тижня того року немає.
flag-before_part_introduction = Раніше, ніж деталі цієї родини виготовляли.
flag-after_last_production = Пізніше, ніж деталі цієї родини востаннє виготовляли.
flag-also_not_a_date = Це може бути й не дата.
