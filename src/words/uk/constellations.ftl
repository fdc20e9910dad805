# Сузір’я: що спільного мають маркування на складниках кількох виробів.

constellations-title = Сузір’я
constellations-page-lead = Та сама партія, той самий код дати на тій самій деталі або серійні номери, що йдуть поряд, на складниках кількох виробів.
constellations-kind = Вид
constellations-kind-all = Усі
constellations-kind-lot = Та сама партія
constellations-kind-date-code = Той самий код дати
constellations-kind-serial = Сусідні серійні номери
constellations-what-lot = партія { $first }
constellations-what-date-code = код дати { $first }
constellations-what-serial = серійний номер { $first }
constellations-what-serials = серійні номери від { $first } до { $last }
constellations-of = { $of }: { $what }
constellations-part = Деталь
constellations-all-parts = усі деталі
constellations-shared = Спільне
constellations-on = На чому
constellations-number = Вироби
constellations-surprise = Наскільки дивно
constellations-few = замало виробів, щоб судити
constellations-usual = не дивно
constellations-one-in = приблизно один шанс із { $count }
constellations-hardly = навряд чи випадково
constellations-units = { $count ->
        [one] { $count } виріб
        [few] { $count } вироби
       *[other] { $count } виробів
    }
constellations-lead = { $count ->
        [one] Це є на { $count } виробі.
        [few] Це є на { $count } виробах.
       *[other] Це є на { $count } виробах.
    }
constellations-basis-lot = Такі речі з партією знайдено у виробах: { $units }; різних партій: { $values }; цю мають вироби: { $sharing }.
constellations-basis-date-code = Такі речі з кодом дати знайдено у виробах: { $units }; різних кодів: { $values }; цей мають вироби: { $sharing }.
constellations-basis-serial = Такі речі з серійними номерами цього вигляду знайдено у виробах: { $units }, на відтинку з { $values } номерів; номери виробів, яких { $sharing }, ідуть поряд, не далі ніж 100 один від одного.
constellations-few-sentence = Цього замало, щоб сказати, наскільки це дивно.
constellations-expected = За рівномірного розподілу випадково очікувалося б таких збігів: { $expected }.
constellations-capped = Таких маркувань більше, ніж пораховано; пораховано перші 50 000.
constellations-assumption = Оцінка припускає, що партії, дати й номери розподілено між виробами рівномірно. Виробництво нерівномірне, а деякі вироби оглянуто ретельніше: оцінка каже, на що глянути спершу, і нічого не доводить.
constellations-others = { $count ->
        [one] Спільне ще з { $count } виробом: { $what }
        [few] Спільне ще з { $count } виробами: { $what }
       *[other] Спільне ще з { $count } виробами: { $what }
    }
constellations-none = Нічого спільного
constellations-none-text = Жодні два видимі вироби не мають тієї самої партії, того самого коду дати на тій самій деталі чи сусідніх серійних номерів. Маркування порівнюють трохи згодом після внесення.
constellations-units-heading = Вироби, зброя, місця
constellations-unit = Виріб
constellations-weapon = Тип озброєння
constellations-place = Подія
constellations-when = Застосовано або знайдено
constellations-component = Складник
constellations-mark = Маркування
constellations-more = Маркувань більше, ніж наведено тут.
