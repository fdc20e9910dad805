# Marks: their fields, their pages, drawing them.

markings-component = Component
markings-photo = Photograph
markings-photo-hint = Ref of a photograph of the same unit that shows the mark.
markings-x = Left
markings-x-hint = Pixels of the upright original.
markings-y = Top
markings-w = Width
markings-h = Height
markings-transcription = Transcription
markings-transcription-hint = What stands there and nothing else. What cannot be read stays open.
markings-alternatives = Could also be
markings-alternatives-hint = Other ways to read the whole mark, one a line, in the same notation.
markings-kind = What the mark is for
markings-technique = How it was made
markings-script = Script
markings-script-hint = Left open, it is found from the transcription.
markings-documented = Documented
markings-documented-hint = The day it was seen, not the day it speaks of.
markings-session = Documentation session
markings-session-hint = Never public.
markings-note = Note

kind-serial_number = serial number
kind-part_number = part number
kind-lot_code = lot code
kind-date_code = date code
kind-calendar_mark = calendar mark
kind-country_of_origin_mark = country of origin
kind-brand_mark = brand
kind-inspection_stamp = inspection stamp
kind-plant_code = plant code

markings-page-title = Marks
markings-page-lead = What stands on components, as far as it can be read.
markings-none = No marks yet
markings-none-text = Marks appear here once they are released to you.
markings-reference = Ref
markings-withheld = What stands there is not released.
markings-also = It could also be:
markings-documented-on = Documented:
markings-what-stands = What stands there
markings-facts = Facts
markings-as-typed = As typed
markings-logo = logo: { $what }
markings-close-alt = Close-up of the mark { $mark }
markings-new-on = New mark: { $title }
markings-new-lead = Draw a box around the mark, then type what you see.
markings-where = Where it is
markings-choose-photo = On which photograph
markings-other-photos = Another photograph
markings-save-another = Save and draw the next

markings-region-incomplete = A place on the photograph needs all four numbers, or none.
markings-region-without-photo = Say which photograph these numbers belong to.
markings-region-outside = The place reaches out of the photograph, which has { $width } × { $height } pixels.
markings-other-unit = This photograph shows another unit.
