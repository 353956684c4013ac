export default {
  smileys:
    "grin|smile|happy tears_of_joy|laugh rolling|laugh blush|smile slight_smile wink in_love|eyes hearts|love kiss cool|sunglasses starstruck|wow party|birthday hug thinking|hmm salute doubt|eyebrow neutral sleep|tired sweat|phew grimace|awkward rolling_eyes sad|cry sobbing|cry scream|fear angry mind_blown yawn|bored ill|sick angel nerd pleading|please yummy|delicious",
  people:
    "thumbs_up|yes|good|like thumbs_down|no|dislike clapping|bravo|applause hooray|hands thanks|please|pray wave|hello|bye okay|perfect victory|peace luck|fingers_crossed handshake|deal|agreed strong|muscle eyes|look hand|stop|high_five right|point up|point shrug|dunno facepalm raised_hand|me|question heart_hands|love run|hurry walk brain|clever baby family developer|computer builder|construction cook|chef scientist|lab",
  nature:
    "dog cat bear fox panda lion frog turtle|slow owl bee butterfly fish elephant unicorn seedling|grow tree fir|forest cactus rose|flower sunflower clover|luck leaf|autumn earth|world sun|weather moon|night star rainbow cloud|weather rain|weather snow|winter fire|hot wave|sea",
  food: "coffee tea beer wine cheers|toast drink|juice apple banana strawberry orange grapes|wine watermelon avocado carrot bread croissant|breakfast cheese pizza burger salad noodles|soup sushi cookie|biscuit cake birthday_cake chocolate ice_cream pretzel",
  work: "briefcase|work laptop|computer phone|mobile calendar|date pin clip|paperclip|attachment pencil|write note|memo books|read chart|statistics growth|up decline|down idea|light wrench|tool hammer|tool gear|settings key lock|safe search|find megaphone|announcement bell|reminder mail|letter package|parcel rocket|launch|ship car bicycle plane|travel train|travel home|house office|building beach|holiday mountain party|celebrate|congratulations gift|present balloon trophy|cup|win gold|medal|first football|ball guitar|music music|note camera|photo film|movie clock|alarm|time money",
  signs:
    "heart|love|red orange_heart yellow_heart green_heart blue_heart purple_heart black_heart broken_heart done|check|yes no|cross|wrong important|exclamation question warning|attention hundred|perfect plus|add ok red|stop green|go blue yellow recycle|environment comment|speech sleeping|zzz sparkles|new target|goal finish|flag up|arrow down|arrow right|arrow left|arrow",
};
