<#--
  The realm's user profile as form fields: groups, labels in the page's language, every input type that Keycloak knows.
  Same macro and callbacks (beforeField, afterField) as the base theme's file, for pages of extensions that import it.
-->
<#import "ui.ftl" as ui>

<#assign autofill = {"username": "username", "email": "email", "firstName": "given-name", "lastName": "family-name", "phone": "tel", "phoneNumber": "tel", "mobile": "tel", "organization": "organization", "company": "organization", "street": "street-address", "locality": "address-level2", "region": "address-level1", "postal_code": "postal-code", "country": "country-name", "website": "url"}>

<#macro userProfileFormFields>
<#local current = "">
<#list profile.attributes as attribute>
  <#if attribute.name == "locale" && realm.internationalizationEnabled && locale.currentLanguageTag?has_content>
  <input type="hidden" id="locale" name="locale" value="${locale.currentLanguageTag}">
  <#else>
  <#local group = (attribute.group.name)!"">
  <#if group != current>
    <#if current != ""></fieldset></#if>
    <#if group != ""><@groupStart group=attribute.group/></#if>
    <#local current = group>
  </#if>
  <#nested "beforeField" attribute>
  <@field attribute=attribute/>
  <#nested "afterField" attribute>
  </#if>
</#list>
<#if current != ""></fieldset></#if>
<#-- Scripts that the profile's annotations ask for; ours draws values of attributes that have several. -->
<#list profile.html5DataAnnotations?keys?filter(key -> key != "kcMultivalued") as key>
<script type="module" src="${url.resourcesPath}/js/${key}.js"></script>
</#list>
</#macro>

<#macro groupStart group>
<fieldset class="stack"<#list group.html5DataAnnotations as key, value> data-${key}="${value}"</#list>>
  <legend class="legend">${advancedMsg((group.displayHeader?has_content)?then(group.displayHeader, group.name))}</legend>
  <#if group.displayDescription?has_content><p class="muted">${advancedMsg(group.displayDescription)}</p></#if>
</#macro>

<#function labelOf attribute><#return advancedMsg((attribute.displayName?has_content)?then(attribute.displayName, attribute.name))></#function>

<#macro field attribute>
<#local type = attribute.annotations.inputType!"" choices = ["select-radiobuttons", "multiselect-checkboxes"]?seq_contains(type) optional = !attribute.required && !attribute.readOnly>
<${choices?then("fieldset", "div")} class="field">
  <#if choices>
  <legend class="field__label">${labelOf(attribute)}<#if optional> <span class="field__optional">${msg("page.optional")}</span></#if></legend>
  <#else>
  <@ui.label id=attribute.name text=labelOf(attribute) optional=optional/>
  </#if>
  <#local before = attribute.annotations.inputHelperTextBefore!"" after = attribute.annotations.inputHelperTextAfter!"">
  <#if before?has_content><div class="field__hint" id="${attribute.name}-hint">${kcSanitize(advancedMsg(before))?no_esc}</div></#if>
  <@control attribute=attribute type=type hint=before more=after?has_content?then(attribute.name + "-help", "")/>
  <@ui.error id=attribute.name/>
  <#if after?has_content><div class="field__hint" id="${attribute.name}-help">${kcSanitize(advancedMsg(after))?no_esc}</div></#if>
</${choices?then("fieldset", "div")}>
</#macro>

<#macro control attribute type hint more>
<#switch type>
<#case "textarea">
<textarea class="textarea" id="${attribute.name}"<@common attribute=attribute hint=hint more=more/><#if attribute.annotations.inputTypeRows??> rows="${attribute.annotations.inputTypeRows}"</#if><#if attribute.annotations.inputTypeMaxlength??> maxlength="${attribute.annotations.inputTypeMaxlength}"</#if>>${attribute.value!""}</textarea>
<#break>
<#case "select">
<#case "multiselect">
<select class="select" id="${attribute.name}"<@common attribute=attribute hint=hint more=more/><#if type == "multiselect"> multiple</#if><#if attribute.annotations.inputTypeSize??> size="${attribute.annotations.inputTypeSize}"</#if>>
  <#if type == "select"><option value=""></option></#if>
  <#list optionsOf(attribute) as option><option value="${option}"<#if attribute.values?seq_contains(option)> selected</#if>>${optionLabel(attribute, option)}</option></#list>
</select>
<#break>
<#case "select-radiobuttons">
<#case "multiselect-checkboxes">
<#list optionsOf(attribute) as option>
<label class="choice"><input type="${(type == "select-radiobuttons")?then("radio", "checkbox")}"<#if option?index == 0> id="${attribute.name}"</#if> value="${option}"<@common attribute=attribute hint=hint more=more/><#if attribute.values?seq_contains(option)> checked</#if>><span>${optionLabel(attribute, option)}</span></label>
</#list>
<#break>
<#default>
<#if attribute.multivalued>
<div class="stack stack--tight" data-multivalued data-add="${msg("page.addValue")}" data-remove="${msg("page.removeValue")}">
  <#list attribute.values?has_content?then(attribute.values, [""]) as value><@textInput attribute=attribute value=value!"" id=(value?index == 0)?then(attribute.name, attribute.name + "-" + value?index) hint=hint more=more/></#list>
</div>
<#else>
<@textInput attribute=attribute value=attribute.value!"" id=attribute.name hint=hint more=more/>
</#if>
</#switch>
</#macro>

<#macro textInput attribute value id hint more>
<#local notes = attribute.annotations type = notes.inputType!"text">
<input class="input" id="${id}" type="${type?starts_with("html5-")?then(type?remove_beginning("html5-"), type)}" value="${value}"<@common attribute=attribute hint=hint more=more/> autocomplete="${attribute.autocomplete!autofill[attribute.name]!"off"}"<#if id != attribute.name> aria-label="${labelOf(attribute)}"</#if><#if notes.inputTypePlaceholder??> placeholder="${advancedMsg(notes.inputTypePlaceholder)}"</#if><#if notes.inputTypePattern??> pattern="${notes.inputTypePattern}"</#if><#if notes.inputTypeSize??> size="${notes.inputTypeSize}"</#if><#if notes.inputTypeMaxlength??> maxlength="${notes.inputTypeMaxlength}"</#if><#if notes.inputTypeMinlength??> minlength="${notes.inputTypeMinlength}"</#if><#if notes.inputTypeMax??> max="${notes.inputTypeMax}"</#if><#if notes.inputTypeMin??> min="${notes.inputTypeMin}"</#if><#if notes.inputTypeStep??> step="${notes.inputTypeStep}"</#if><#list attribute.html5DataAnnotations as key, value> data-${key}="${value}"</#list>>
</#macro>

<#-- What all controls share. One that may not be changed is not sent either: Keycloak keeps what it has. -->
<#macro common attribute hint more> name="${attribute.name}"<#if attribute.readOnly> disabled</#if><#if attribute.required> aria-required="true"</#if><@ui.described id=attribute.name hint=hint more=more/></#macro>

<#function optionsOf attribute>
  <#local source = attribute.annotations.inputOptionsFromValidation!"options">
  <#return (attribute.validators[source].options)!(attribute.validators.options.options)![]>
</#function>

<#function optionLabel attribute option>
  <#if attribute.annotations.inputOptionLabels??><#return advancedMsg(attribute.annotations.inputOptionLabels[option]!option)></#if>
  <#if attribute.annotations.inputOptionLabelsI18nPrefix??><#return msg(attribute.annotations.inputOptionLabelsI18nPrefix + "." + option)></#if>
  <#return option>
</#function>
