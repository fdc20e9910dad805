# What is found in the free text of a goods description, and why it is thought so.

goods-kind-part = Part number
goods-kind-maker = Maker
goods-kind-lot = Lot
goods-kind-date-code = Date code
goods-kind-quantity = Quantity
goods-kind-hs = Customs code
goods-kind-packing = Packing
goods-reason-label-part = A word before it announces a part number or a model.
goods-reason-label-lot = A word before it announces a lot.
goods-reason-label-date-code = A word before it announces a date code.
goods-reason-label-hs = A word before it announces a customs code.
goods-reason-quantity-unit = A unit follows the number.
goods-reason-quantity-label = A word before it announces a quantity; no unit is given.
goods-reason-quantity-both = A word before it announces a quantity, and a unit follows.
goods-reason-form = It has the form of a part number.
goods-reason-product = It has the form of a part number, and the text before it names such a product.
goods-reason-beginning = It begins as the part numbers of a listed maker do.
goods-reason-beside-maker = Figures beside a maker's name.
goods-reason-form-date-code = Four figures that can be a year and a week, behind a part number or with a plus.
goods-reason-maker = The name of a listed maker.
goods-reason-packing = A package of components, or a way to pack them.
